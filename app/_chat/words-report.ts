import type { Words } from '../_ui/locale-of'

// How a report, a listing or a ticket changes, and that it has gone.
export const words = {
  en: {
    price: (was: string, is: string) => `The price was ${was}, now ${is}`,
    state: (was: string, is: string) => `It was “${was}”, now “${is}”`,
    place: (was: string, is: string) => `The place was ${was}, now ${is}`,
    title: (was: string, is: string) => `It was called “${was}”, now “${is}”`,
    perMonth: (price: string) => `${price} a month`,
    wentAway: 'It was taken down',
    cameBack: 'It is there again',
    goneHint: 'You can still read what was said and write here.',
    all: 'All conversations about this',
    showMore: 'Show more',
  },
  es: {
    price: (was: string, is: string) => `El precio era ${was}, ahora ${is}`,
    state: (was: string, is: string) => `El estado era «${was}», ahora «${is}»`,
    place: (was: string, is: string) => `El lugar era ${was}, ahora ${is}`,
    title: (was: string, is: string) => `Se llamaba «${was}», ahora «${is}»`,
    perMonth: (price: string) => `${price} al mes`,
    wentAway: 'Se ha retirado',
    cameBack: 'Se ha vuelto a publicar',
    goneHint: 'Podéis seguir leyendo lo dicho y escribiendo aquí.',
    all: 'Todas las conversaciones sobre esto',
    showMore: 'Mostrar más',
  },
} satisfies Words
