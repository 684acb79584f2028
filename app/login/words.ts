// What the sign-in page says.
import type { Words } from '../_ui/locale-of'

export const words = {
  en: {
    title: 'Sign in',
    heading: 'Choose who you are',
    about: 'This is a demo. Pick a person to sign in, no password needed.',
    people: 'People of the demo',
    hint: 'Open a private window as someone else to see both sides.',
    roles: {
      ana: 'Reporter and tenant',
      bruno: 'Neighbour',
      carla: 'City lighting crew',
      diego: 'Support',
      elena: 'Landlord and moderator',
    },
    hostHeading: 'Sign in from your application',
    hostAbout:
      'Tertulia has no passwords of its own. The application that you use signs you in when you open a conversation there.',
    hostHint: 'If you run this server: your application exchanges a token for the session.',
    problems: {
      offline: 'The server did not answer. Check your connection and try again.',
      gone: 'This person can no longer sign in here. Reload the page.',
      busy: 'The server is not ready yet. Try again in a moment.',
      other: 'Signing in did not work. Try again.',
    },
    tagline: 'Talk where the work is.',
    promise: 'One inbox for every report, listing and ticket, on your own server.',
    scene: {
      report: 'Broken streetlight',
      crew: 'Lighting crew',
      ballast: 'It is the ballast, not the cable.',
      weekend: 'Will it be fixed before the weekend?',
      flat: 'Flat in Lavapiés €850',
      landlord: 'Landlord',
      thursday: 'Thursday at 18:30 suits me.',
      perfect: 'Perfect, I will be there.',
    },
  },
  es: {
    title: 'Entrar',
    heading: 'Elige quién eres',
    about: 'Esto es una demostración. Elige una persona para entrar, sin contraseña.',
    people: 'Personas de la demostración',
    hint: 'Abre una ventana privada como otra persona para ver los dos lados.',
    roles: {
      ana: 'Vecina e inquilina',
      bruno: 'Vecino',
      carla: 'Alumbrado municipal',
      diego: 'Soporte',
      elena: 'Propietaria y moderación',
    },
    hostHeading: 'Entra desde tu aplicación',
    hostAbout:
      'Tertulia no tiene contraseñas propias. Te identifica la aplicación que usas cuando abres allí una conversación.',
    hostHint: 'Si administras este servidor: tu aplicación cambia un token por la sesión.',
    problems: {
      offline: 'El servidor no ha respondido. Comprueba tu conexión e inténtalo de nuevo.',
      gone: 'Esta persona ya no puede entrar aquí. Vuelve a cargar la página.',
      busy: 'El servidor aún no está listo. Inténtalo de nuevo en un momento.',
      other: 'No se ha podido entrar. Inténtalo de nuevo.',
    },
    tagline: 'Habla donde está el trabajo.',
    promise: 'Una sola bandeja para cada aviso, anuncio y ticket, en tu propio servidor.',
    scene: {
      report: 'Farola rota',
      crew: 'Alumbrado',
      ballast: 'Es el balasto, no el cable.',
      weekend: '¿Estará arreglada antes del fin de semana?',
      flat: 'Piso en Lavapiés 850 €',
      landlord: 'Propietaria',
      thursday: 'El jueves a las 18:30 me viene bien.',
      perfect: 'Perfecto, allí estaré.',
    },
  },
} satisfies Words
