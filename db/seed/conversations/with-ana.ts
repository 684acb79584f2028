// Between two people: Ana and whom she writes to.
import type { Script } from '../script'

export const anaAndBruno: Script = {
  type: 'dm',
  people: ['bruno', 'ana'],
  talk: `
    @ 47d 18:20
    bruno: Hola, Ana, soy Bruno, del 3.º A. Me ha dado tu contacto Lucía.
    ana: ¡Hola, vecino! Dime.
    bruno: Es por la junta. Necesito a alguien que sepa de números para la tesorería y todas las miradas apuntan al 1.º B.
    ana: El 1.º B está de vacaciones y no contesta.
    bruno: El 1.º B acaba de contestar 😏
    ana: Maldita sea.
    ana: Vale, pero solo un año, y tú haces las actas.
    bruno: Trato hecho. Ya las hacía yo igualmente.
    @ 45d 21:02
    bruno: ¿Tienes un momento mañana para que te pase las cuentas? Están en una carpeta de 2009.
    ana: ¿Una carpeta del ordenador?
    bruno: De cartón.
    ana: Ay.
    @ 44d 19:31
    ana: Vista la carpeta. Hay una factura de un canario.
    bruno: El canario era del portero antiguo. Es una historia larga y acaba bien.
    ana: La quiero entera con una caña delante.
    @ 31d 12:12
    ana: He pasado todo a una hoja de cálculo. Nos sobran 312 € y no sé de dónde salen.
    bruno: ¿Del canario?
    ana: Muy gracioso. Creo que son las llaves del garaje, que se cobraron dos veces en 2023.
    bruno: Pues habría que devolverlo. ¿Cuántos vecinos son?
    ana #llaves: Cuatro, 78 € cada uno. Lo llevo a la junta si te parece.
    bruno >llaves: Me parece. Lo pongo como segundo punto.
    @ 22d 09:40
    bruno: El fontanero viene hoy a las 12 por lo del bajo. ¿Le abres tú? Yo estoy en Getafe.
    ana: Estoy en casa, sin problema.
    @ 22d 14:03
    ana: Era una junta, 40 €. Me ha dejado la factura y un consejo sobre los melocotones.
    bruno: ¿Los melocotones?
    ana: Que este año no. No ha querido dar más explicaciones.
    bruno: 🍑❌
    @ 16d 20:44
    bruno: Oye, ¿tú sabes poner una hoja para que la vea todo el mundo pero no la toque nadie?
    ana: Sí: Compartir, "cualquiera con el enlace", "lector". Te hago un vídeo si quieres.
    bruno: No hace falta, ya está. https://hojas.example.com/portal14/cuentas
    ana: Perfecto. Ahora quita a "cualquiera con el enlace puede editar", que lo has dejado puesto 😇
    bruno: 🫣
    bruno: Ahora sí.
    @ 9d 08:15
    ana: ¿Has oído el ascensor esta noche? Hacía un ruido como de ballena.
    bruno: Lo he oído. Llamo hoy a la empresa.
    ana: Si te preguntan el modelo, está en la placa: OR-2000, del 94.
    bruno: El ascensor es mayor que algunos vecinos.
    @ 7d 19:05
    bruno: Los del ascensor vienen el lunes. Dicen que "una pieza", y no me dicen cuál.
    ana: La pieza siempre es la que vale 900 €.
    bruno: Cruzo los dedos.
    @ 4d 22:40
    ana deleted: ¿Te acuerdas del nombre de la gestora? La que tiene el despacho en Arenal y el perro.
    ana: Nada, ya la he encontrado.
    @ 3d 13:15
    bruno edited: Funciona!! 640 € con mano de obra => ¡Funciona! Han sido 460 € con mano de obra.
    ana: ¡Menos de lo que temía! Lo apunto.
    ana: ¿Y la ballena?
    bruno: Liberada.
    @ 1d 20:10
    bruno: Te he dejado en el buzón la factura y el acta de la última junta.
    bruno: Mira sobre todo el punto cuatro, que no sé si lo apunté como lo dijo Lucía o como lo entendí yo.
    @ 58m
    bruno: ¿Has podido ver el acta? Querría mandarla antes del viernes.
    ana: Gracias, lo miro esta tarde`,
}

/** Bruno wrote to Ana about her report before there was the group. */
export const anaAndBrunoAboutTheLamp: Script = {
  type: 'dm',
  report: 'R-2041',
  people: ['bruno', 'ana'],
  talk: `
    @ 6d 19:24
    bruno: ¿La farola que has puesto es la del colegio o la de la panadería?
    ana: La del colegio, la del 14. La de la panadería aguanta.
    bruno: Vale, confirmo la tuya entonces.
    ana: Mejor lo hablamos todos juntos, voy a abrir un grupo.`,
}

export const anaAndCarla: Script = {
  type: 'dm',
  report: 'R-1987',
  people: ['carla', 'ana'],
  talk: `
    @ 9d 07:50
    carla: Good morning, Ana. I have your report about the tree here. I am lighting, not gardens, but the trunk took one of our posts with it. Is anybody hurt?
    ana: No, nobody, it came down at night. The path is blocked, though, and people climb over it with prams.
    carla: Please tell them not to. The cable may be live.
    ana: Oh! I did not think of that. There are no tapes or anything.
    carla: I am sending Omar with tape right now. Twenty minutes.
    @ 9d 08:31
    ana: Omar is here. Everyone is behind the tape, and one dog that does not respect it.
    carla: Omar is good with dogs.
    ana: I can see that. The dog has given up 🐕
    @ 8d 17:12
    carla: The circuit is off, so it is safe now. It also means that the fountain is dark until we have a new post.
    ana #when: Any idea when the gardeners will take it away?
    carla >when: They said within the week. They have 140 trees down in the whole city.
    ana: 140! That storm did not feel like that here.
    @ 4d 11:40
    ana: They have started with saws. Very loud and very satisfying.
    carla: 😄
    @ 2d 16:05
    ana: Half of it is gone. Somebody has asked for the wood, for the school.
    carla: The woodwork teacher asks every single time. He has enough for an ark.
    @ 1d 12:26
    carla: New post is in. You should have light at the fountain tonight.
    carla: And gardens wrote to me: the trunk is off the path now.
    ana: I walked by at lunch. It looks as if nothing had ever happened. Thank you for taking care of it, it was not even your tree.
    carla: It was my lamp 🙂`,
}

export const anaAndDiego: Script = {
  type: 'dm',
  report: 'T-1171',
  people: ['ana', 'diego'],
  talk: `
    @ 11d 10:20
    ana: Hi Diego. I cannot get into the owners' account of our building. It says the password is wrong, I ask for a reset, I get a mail, I press the link, and it asks me for my mail again.
    diego #loop: Hi Ana. So the link in the mail leads to the form that sends the mail?
    ana >loop: Exactly. I have been round four times and I am getting dizzy.
    diego: Which browser, and do you open the mail on the same device?
    ana: Firefox on the laptop. The mail is on the laptop too.
    diego: Thank you. I will try it with a test account and come back to you.
    @ 10d 15:44
    diego: I cannot make it happen here, neither in Firefox nor in Chrome. Could you send me the address of the page on which you end, without anything after the question mark? What comes after it is your secret.
    ana: https://accounts.example.com/reset
    diego: And how old is the mail when you press the link?
    ana: Half an hour perhaps? Our mail is slow, it goes through a filter first.
    diego: Interesting!
    @ 5d 09:30
    diego: I found something in the logs. Your token is used once, two seconds after the mail has gone out. By an address that is not yours.
    ana: That sounds alarming 😨
    diego: It is not as bad as it sounds. I am almost sure that it is that filter. It opens every link to see whether it is dangerous, and by doing that it uses yours up.
    ana: So my link is tasted before it is served.
    diego: I am going to use that sentence in the ticket.
    @ 1d 16:18
    diego: There is a fix on the test server: the link now leads to a page with a button, and only the button uses the token up. Filters do not press buttons.
    diego: If you have a minute, try https://accounts-test.example.com/reset with your usual address, and tell me what happens.`,
}

/** Ana has kept this one for later. */
export const anaAndLucia: Script = {
  type: 'dm',
  people: ['lucia', 'ana'],
  marked_unread: ['ana'],
  talk: `
    @ 18d 11:02
    lucia: Ana, ¿estás en casa? Me llega un paquete a las 12 y yo salgo a las 5.
    ana: Estoy. ¡Que lo dejen en el 1.º B!
    lucia: Eres la mejor.
    @ 18d 17:40
    lucia: Subo en cinco minutos con algo dulce.
    ana: No hace falta, pero no digo que no.
    @ 7d 10:14
    lucia: Esta vez es al revés: ha llegado uno tuyo y lo tengo yo. Pesa como un muerto, ¿qué es?
    ana: Libros. Y una pesa rusa, que era la que faltaba para que me odie el cartero.
    lucia: 😂
    @ 2d 21:30
    lucia: Oye, lo del coro: empezamos el martes a las 20:00 en el centro cultural. No hay que saber leer música. ¿Te animas? Dime algo cuando puedas, que tenemos que decir cuántos somos.`,
}

/** Done with, and put away. */
export const anaAndNuria: Script = {
  type: 'dm',
  report: 'L-0311',
  people: ['ana', 'nuria'],
  archived: ['ana'],
  talk: `
    @ 40d 13:00
    ana: Hi Nuria, is the bike still for sale?
    nuria: Hi! It is. I bought it in spring and then moved to the top of a hill 🙃
    ana: Ha. Does it come with the lock in the picture?
    nuria: Lock, pump, and a bell that sounds like a small duck.
    ana: You should have put the bell in the title.
    nuria: When could you come and try it? I am at home every evening after seven.
    @ 39d 18:35
    ana: Today at half past seven?
    nuria: Great. Ring at "Campos", the label is upside down.
    @ 39d 20:50
    ana: Got home in twelve minutes, and a child has already laughed at the bell. Thank you!
    nuria: It has found the right home. I marked it as sold.`,
}

/** Opened, and then nobody wrote. */
export const anaAndJames: Script = {
  type: 'dm',
  report: 'L-0402',
  people: ['ana', 'james'],
  talk: '@ 15d 17:35',
}
