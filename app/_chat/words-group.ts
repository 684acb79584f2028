import type { Words } from '../_ui/locale-of'

// Changing a group: who may do what in it, what it is called, and handing it over.
export const words = {
  en: {
    settings: 'Group settings',
    invite: 'Invite by link',
    icon: 'Icon',
    iconHint: 'Without one it shows the faces of its people.',
    chooseIcon: (icon: string) => (icon ? `Change the icon ${icon}` : 'Choose an icon'),
    noIcon: 'Remove icon',
    hideHistory: 'Hide what was said before from new people',
    hideHistoryHint: 'Whoever joins from now on sees only what comes after.',
    save: 'Save',
    options: (name: string) => `Options for ${name}`,
    write: 'Send a message',
    remove: 'Remove from group',
    make: { owner: 'Make owner', admin: 'Make admin', member: 'Remove as admin' },
    makeTitle: {
      owner: (name: string) => `Make ${name} an owner?`,
      admin: (name: string) => `Make ${name} an admin?`,
      member: (name: string) => `Remove ${name} as admin?`,
    },
    makeText: {
      owner: 'Owners decide everything here, also who else is an owner.',
      admin:
        'Admins add and remove people, make other admins, and change the name, the icon and who can join.',
      member: 'They stay in the conversation, and can read and write as before.',
    },
    giveUp: 'Give up this role',
    giveUpTitle: 'Give up this role?',
    giveUpText: { admin: 'You will be an admin.', member: 'You will be a member like the others.' },
    giveUpNote: 'Only somebody else can give it back to you.',
    handOver: 'You are the only owner here. Choose who takes over from you.',
    successor: 'New owner',
    handOverDo: 'Hand over and leave',
  },
  es: {
    settings: 'Ajustes del grupo',
    invite: 'Invitar con un enlace',
    icon: 'Icono',
    iconHint: 'Sin él se ven las caras de sus personas.',
    chooseIcon: (icon: string) => (icon ? `Cambiar el icono ${icon}` : 'Elegir un icono'),
    noIcon: 'Quitar el icono',
    hideHistory: 'Ocultar lo anterior a quien se una',
    hideHistoryHint: 'Quien se una a partir de ahora solo verá lo que venga después.',
    save: 'Guardar',
    options: (name: string) => `Opciones de ${name}`,
    write: 'Enviar un mensaje',
    remove: 'Quitar del grupo',
    make: { owner: 'Hacer responsable', admin: 'Dar la administración', member: 'Quitar la administración' },
    makeTitle: {
      owner: (name: string) => `¿Hacer responsable a ${name}?`,
      admin: (name: string) => `¿Dar la administración a ${name}?`,
      member: (name: string) => `¿Quitar la administración a ${name}?`,
    },
    makeText: {
      owner: 'Las personas responsables lo deciden todo aquí, también quién más lo es.',
      admin:
        'Con la administración se añaden y quitan personas, se da la administración a otras, y se cambian el nombre, el icono y quién puede unirse.',
      member: 'Se queda en la conversación, y puede leer y escribir como antes.',
    },
    giveUp: 'Dejar este papel',
    giveUpTitle: '¿Dejar este papel?',
    giveUpText: {
      admin: 'Pasarás a tener la administración.',
      member: 'Participarás como las demás personas.',
    },
    giveUpNote: 'Solo otra persona te lo puede devolver.',
    handOver: 'Eres la única persona responsable. Elige quién toma el relevo.',
    successor: 'Nueva persona responsable',
    handOverDo: 'Dar el relevo y salir',
  },
} satisfies Words
