// Whether a message is nothing but a few emoji, which are then shown larger.

// A flag, a key, or a picture with its tone; pictures may be joined to one. Signs that are text unless asked otherwise (©, ↔)
// count only with the selector that asks.
const tone = String.raw`(?:\p{Emoji_Modifier}|\uFE0F)?`
const picture = String.raw`(?!\p{RI})(?:\p{Emoji_Presentation}${tone}|\p{Extended_Pictographic}\uFE0F|\p{Emoji_Modifier_Base}\p{Emoji_Modifier})`
const joined = String.raw`(?:\u200D\p{Extended_Pictographic}${tone})*`
const tags = String.raw`[\u{E0020}-\u{E007F}]*`
const one = String.raw`(?:\p{RI}{2}|[0-9#*]\uFE0F?\u20E3|${picture}${joined}${tags})`
const few = new RegExp(String.raw`^(?:${one}\s*){1,3}$`, 'u')

/** Longer than three of the longest that there are; what is longer is not looked at. */
const longest = 120

/** One to three emoji and no word. */
export const isFewEmoji = (text: string): boolean => text.length <= longest && few.test(text.trim())

/** The one emoji that it is, in whatever tone, or null. */
export const oneEmoji = (text: string): string | null => {
  const typed = text.trim()
  return isFewEmoji(typed) && [...new Intl.Segmenter().segment(typed)].length === 1 ? typed : null
}
