// Six emojis that nearly always do: what is offered before all there are.
export const common = ['👍', '❤️', '😂', '😮', '😢', '🙏']
