// The open conversations, which not everybody has joined.
import type { Script } from '../script'

/** Open to everybody; Carla and Elena have not joined. */
export const barrioCentro: Script = {
  type: 'group',
  name: 'Barrio Centro',
  icon: '📣',
  visibility: 'public',
  people: ['diego', 'lucia', 'ana'],
  admins: ['lucia'],
  unread: { ana: 27, bruno: 3, nuria: 1, tomas: 4 },
  talk: `
    @ 34d 10:00
    diego: Welcome to the open conversation of the neighbourhood. Anyone can read and join. Please keep it friendly, keep it short, and put what needs mending into a report, so that it does not get lost in here.
    lucia: En español o en inglés, como salga.
    ana: Prometo lo de corto. Lo de callada, no.
    + james
    + nuria
    james: Is there a swimming pool nearby that opens before eight?
    lucia: La de La Latina, desde las 7. Lleva gorro, son muy estrictos con el gorro.
    james: I will buy a hat.
    nuria: Swimming cap 😄
    james: I will buy both.
    @ 28d 17:35
    + bruno
    bruno: ¿Alguien sabe por qué está cortada Postas?
    lucia: Un rodaje. Hay palmeras de plástico.
    nuria: I saw a man carry a whole phone box.
    bruno: Normal día de martes.
    @ 21d 09:10
    diego: The city wants to know where benches are missing. You can mark places on the map until the end of the month: https://bancos.example.org/centro
    ana: En la plaza de la Paja, a la sombra, por favor.
    james: In front of the bakery. For eating what one has just bought.
    lucia: James entiende el barrio.
    @ 15d 20:02
    + tomas
    tomas: Hi all, is somebody else's internet slow in the evenings since last week?
    nuria: Yes! After nine it is a snail.
    bruno: En Mayor va bien.
    lucia: En Postas, fatal. Llamé y me dijeron que apague y encienda.
    tomas: I work in support. We do say that. It works more often than you would think.
    lucia: Pues esta vez no, y lo hice con mucha fe.
    @ 8d 12:00
    ana: El sábado hay mercadillo de libros en la plaza, a beneficio de la biblioteca. Hacen falta manos de 9 a 10 para montar las mesas.
    nuria: I am in.
    bruno: Yo llevo dos borriquetas y un tablero.
    james: I can carry things and I can read the English ones out loud.
    ana: Contratados los tres.
    @ 5d 21:40
    lucia: Lo de los libros fue precioso. 640 € para la biblioteca.
    ana: Y James vendió una enciclopedia. En papel. De 24 tomos.
    james: To a very nice man with a very small car.
    @ 2d 18:12
    tomas: The internet is fast again, whoever did it, thank you.
    lucia: He sido yo, con la fe.
    nuria: 🙏
    bruno: ¿Sabéis de algún cerrajero honrado? Es para el trastero, nada urgente.
    lucia: El de la calle de la Bolsa. Cobra lo que dice y no intenta venderte una puerta.
    bruno: Con eso me vale.
    james: Does one say "cerrajero" also for somebody who repairs umbrellas?
    lucia: No, pero ojalá existiera una palabra para eso.
    nuria: "Paragüero"?
    lucia: Eso es donde se ponen los paraguas.
    james: Spanish has a word for where the umbrella stands, but none for who mends it. I find that telling.
    @ 1d 13:20
    diego: A reminder: the meeting about the traffic plan is next Wednesday at seven in the culture centre. There is a stream for those who cannot come.
    nuria: Will they finally say something about deliveries at night?
    diego: It is point three.
    lucia: Yo voy. ¿Quién se apunta?
    james: I come, if there is tortilla.
    lucia: Es el ayuntamiento, James.
    james: So no.
    tomas: I will be there.
    @ 6h
    nuria: Does anybody know whose grey cat sits on the scooter in Calle de la Paz? It has no collar and looks hungry.
    lucia: Es Croqueta segunda, la de la frutería. Está gordísima, te está engañando.
    nuria: She told me she had not eaten for days.
    tomas: She told me the same yesterday. I believed her.
    bruno: Yo le di jamón. El martes. Y hoy.
    lucia: Sois el peor barrio del mundo y os quiero.
    @ 35m
    nuria: Update: she has moved on to the next scooter.
    james: I have cheese with me. I am only saying.`,
}

/** Ana has never been in this one. */
export const huerto: Script = {
  type: 'group',
  name: 'Huerto de la Plaza',
  icon: '🍅',
  visibility: 'public',
  people: ['elena', 'bruno', 'lucia'],
  unread: { bruno: 2 },
  talk: `
    @ 30d 18:00
    elena: ¡Hola! Este grupo es para el huerto: turnos de riego, semillas y quejas sobre los caracoles.
    bruno: Empiezo yo: los caracoles.
    lucia: Yo los saco de paseo a la otra punta del bancal, pero vuelven.
    elena: Tienen GPS.
    @ 23d 11:15
    elena: Turnos de esta semana: lunes Bruno, miércoles Lucía, viernes yo.
    bruno: Apuntado.
    lucia: El miércoles no puedo, ¿me lo cambias, Elena?
    elena: Claro, hago yo el miércoles y tú el viernes.
    @ 9d 19:05
    lucia: ¡Primeros rabanitos! Siete. He contado siete.
    bruno: A repartir entre tres, complicado.
    lucia: Uno se lo ha llevado un caracol, así que seis. Solucionado.
    @ 4d 17:45
    elena: He traído un saco de mantillo, está junto a la caseta.
    elena: Y hay que tapar las lechugas, que dicen que hiela.`,
}
