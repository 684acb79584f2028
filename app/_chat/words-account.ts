import type { Words } from '../_ui/locale-of'

// The viewer's menu.
export const words = {
  en: {
    shortcuts: 'Keyboard shortcuts',
    signOut: 'Sign out',
    stillSignedIn: 'You are still signed in',
  },
  es: {
    shortcuts: 'Atajos de teclado',
    signOut: 'Cerrar sesión',
    stillSignedIn: 'La sesión sigue abierta',
  },
} satisfies Words
