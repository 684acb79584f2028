import type { Words } from '../_ui/locale-of'

// What one reacts with; fetched when somebody is about to.
export const words = {
  en: {
    react: 'React to the message',
    more: 'More emojis',
    search: 'Emojis',
    searchHint: 'Search, or type an emoji…',
    recently: 'Recently used',
    loading: 'Loading emojis…',
    none: 'No emoji is called that.',
  },
  es: {
    react: 'Reaccionar al mensaje',
    more: 'Más emojis',
    search: 'Emojis',
    searchHint: 'Busca, o escribe un emoji…',
    recently: 'Usados hace poco',
    loading: 'Cargando emojis…',
    none: 'Ningún emoji se llama así.',
  },
} satisfies Words
