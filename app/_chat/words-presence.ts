import type { Words } from '../_ui/locale-of'

// Whether somebody is there.
export const words = {
  en: {
    online: 'Online',
    away: 'Away',
    countOnline: (count: number) => `${count} online`,
    seenNow: 'Last seen just now',
    seenMinutes: (ago: number) => `Last seen ${ago} min ago`,
    seenHours: (ago: number) => `Last seen ${ago} h ago`,
    seenYesterday: 'Last seen yesterday',
    seenOn: (day: string) => `Last seen on ${day}`,
  },
  es: {
    online: 'En línea',
    away: 'Ausente',
    countOnline: (count: number) => `${count} en línea`,
    seenNow: 'Última vez ahora mismo',
    seenMinutes: (ago: number) => `Última vez hace ${ago} min`,
    seenHours: (ago: number) => `Última vez hace ${ago} h`,
    seenYesterday: 'Última vez ayer',
    seenOn: (day: string) => `Última vez el ${day.charAt(0).toLowerCase()}${day.slice(1)}`,
  },
} satisfies Words
