// The staircase: a conversation long enough to page through.
import type { Script } from '../script'

/** The long one: a staircase that has been talking for two months. */
export const portal14: Script = {
  type: 'group',
  name: 'Portal 14',
  icon: '🏠',
  people: ['bruno', 'ana', 'lucia', 'pilar', 'elena'],
  admins: ['ana'],
  unread: { elena: 118, james: 1, nuria: 4 },
  muted: ['ana', 'elena'],
  away: ['nuria'],
  talk: `
    @ 61d 19:00
    bruno: Hola a todos. He creado este grupo para las cosas del portal. Norma única: nada de cadenas ni de buenos días con gatitos.
    lucia: ¿Y buenas noches con gatitos?
    bruno: Eso se puede votar.
    pilar: Buenas tardes, soy Pilar, del 2.º B. Gracias por la iniciativa.
    elena: Hola, soy Elena. Yo no vivo en el portal, pero tengo el 2.º C alquilado. Si hay algo del piso, escribidme por aquí sin problema.
    ana: ¡Bienvenida, Elena! El grifo de tu 2.º C hace ruido, por empezar con algo 😇
    elena: ¡Apuntado! Mando al fontanero el jueves.
    @ 60d 09:12
    lucia: ¿Alguien sabe a qué hora pasa el del contador del gas?
    pilar: En el papel del portal pone de 9 a 14.
    lucia: Qué precisión.
    bruno: El año pasado vino a las 14:20 y se enfadó porque no había nadie.
    ana: Yo estoy toda la mañana, si queréis le abro a todos los que me dejen las llaves.
    lucia: Te las dejo en el buzón en un sobre. Gracias 🙏
    pilar: Yo también, si no te importa.
    @ 60d 14:31
    ana: Vino a las 14:25. Todos leídos.
    bruno: Es un artista.
    @ 57d 20:18
    pilar: Por favor, la puerta de la calle. Lleva dos días quedándose abierta.
    bruno: Es el muelle. Le doy con aceite mañana.
    lucia: Yo le di una patada y cerró.
    bruno: También es una técnica.
    @ 56d 11:03
    bruno: Aceite puesto. Cierra sola y hasta suave.
    pilar: Comprobado. Muchas gracias.
    @ 54d 18:42
    + james
    bruno: Os presento a James, que se ha mudado al 4.º A. Entiende español mejor de lo que dice.
    james: Hello everyone! Thank you for the welcome. I am slow in writing Spanish, so please forgive my English for a while.
    lucia: Welcome! 🎉
    ana: Welcome, James. Write as you like, somebody always understands.
    pilar: Bienvenido. Yo de inglés, cero, pero con el traductor me apaño.
    james: Gracias, Pilar. Yo también con el traductor 😄
    james: First question: on which days do the bins go out?
    ana #bins: Every day from eight in the evening. Yellow and grey that is. Paper and glass are on the corner of Calle de la Paz.
    james >bins: Brilliant, thank you.
    lucia: Y los colchones, el primer miércoles, llamando antes al 010.
    james: I have no mattress to give away, but I will remember it.
    @ 52d 22:51
    lucia: ¿Soy yo o alguien está taladrando?
    ana: A estas horas…
    bruno: No es nuestro portal, es el 12. Lo oigo por la otra pared.
    lucia: Pues menuda nochecita.
    @ 52d 23:20
    lucia: Ya ha parado. Buenas noches (sin gatito).
    @ 49d 10:30
    pilar: Ha llegado un paquete para el 4.º A y lo tengo yo. Es grande.
    james: It is a chair! Thank you so much, I come down after work.
    pilar: Sin prisa. De momento me he sentado yo.
    james: 😂😂
    @ 48d 19:15
    bruno: Convocatoria: junta de vecinos dentro de tres días a las 20:00, en el portal, como siempre. Orden del día:
    |
    | 1. Cuentas del año (la carpeta).
    | 2. Tesorería: hace falta alguien.
    | 3. Ascensor: ¿seguimos con la misma empresa?
    | 4. Luz de la escalera, que en el tercero parpadea.
    | 5. Ruegos y preguntas, máximo diez minutos por persona. Sí, también usted, don Aurelio.
    lucia: Don Aurelio no está en el grupo.
    bruno: Por eso lo puedo escribir.
    pilar: Yo llevo sillas.
    elena: Yo no puedo ir, pero delego el voto en Ana si le parece bien.
    ana: Me parece bien.
    james: Can tenants come, or is it for owners only?
    ana: Come! You cannot vote, but there will be tortilla.
    james: Then I come for the tortilla.
    @ 45d 19:48
    bruno: En diez minutos abajo.
    pilar: Bajando con las sillas. ¿Alguien me echa una mano?
    james: I am on the stairs, I help you.
    @ 45d 22:03
    bruno: Resumen rápido para los que no estabais: cuentas aprobadas, Ana es la nueva tesorera (¡aplausos!), la empresa del ascensor se queda un año más y lo de la luz lo miro yo. Don Aurelio habló 34 minutos.
    lucia: 👏👏👏
    elena: ¡Enhorabuena, Ana! ¿O pésame?
    ana: Un poco de cada.
    james: The tortilla was excellent. Who made it?
    pilar: Una servidora. Con cebolla, como debe ser.
    lucia: Aquí empieza la guerra civil.
    bruno: Con cebolla. Tema cerrado, administrador ha hablado.
    @ 43d 12:10
    bruno: Luz del tercero cambiada. Era la bombilla, no un fantasma.
    lucia: Yo ya me había hecho a la idea del fantasma.
    ana: Al fantasma no hay que pagarle factura, era mejor.
    @ 41d 17:25
    ana: Una cosa de la tesorería: tengo los recibos de octubre. ¿Os los dejo en el buzón o los queréis por correo?
    pilar: Buzón, por favor.
    lucia: Correo.
    elena: Correo, gracias.
    james: E-mail please.
    bruno: A mí dímelo con cariño.
    ana: Son 62 €, cariño.
    bruno: 💔
    @ 39d 08:02
    lucia: ¡No hay agua caliente!
    pilar: Aquí tampoco.
    james: Same on the fourth floor. I found out in the shower.
    ana: Llamo a la empresa de la caldera.
    @ 39d 08:40
    ana: Vienen "a lo largo de la mañana".
    lucia: O sea, a las 14:25.
    bruno: 😂
    @ 39d 13:57
    ana: Arreglado. Se había parado la bomba. Ha venido a las 13:40, récord del portal.
    james: Hot water confirmed. I am a new person.
    @ 36d 21:15
    pilar: Buenas noches. ¿De quién es la bici roja del rellano? Es que con el carro no paso.
    james: It is mine, I am sorry! I take it up right now.
    pilar: No pasa nada, hijo. Mañana vale.
    james: Done. There is room in my kitchen, if I do not open the fridge.
    lucia: ¿Y si hacemos sitio para bicis donde estaba la portería? Ahora solo hay un belén y una escalera.
    bruno #bicis: No es mala idea. ¿Cuántos tenéis bici?
    lucia >bicis: Una.
    james >bicis: One, and it is red.
    ana >bicis: Ninguna. De momento 😉
    elena >bicis: Mis inquilinos tienen dos.
    bruno: Con cuatro ya merece la pena. Lo llevo a la próxima junta.
    @ 35d 20:02
    ana: Retiro lo de "ninguna". He comprado una.
    bruno: Cinco.
    @ 33d 18:55
    lucia: Mañana viene mi hermana con los mellizos. Si oís caballos, son ellos.
    james: How old are they?
    lucia: Four. Each.
    @ 32d 17:30
    pilar: Qué niños más ricos. El pequeño me ha llamado "abuela del segundo".
    lucia: Está contentísimo con su abuela nueva 🥰
    @ 30d 11:11
    bruno: El del 5.º pregunta quién riega las plantas de la entrada, que se están muriendo con mucha dignidad.
    pilar: Yo las regaba, pero llevo fatal la rodilla.
    james: I can do it. Twice a week?
    pilar: Los lunes y los jueves. Al ficus, poca. El ficus es un dramático.
    james: Little for the ficus, understood.
    ana: James ya es más vecino que yo.
    @ 29d 19:48
    james: Plants watered. The ficus looked at me in a strange way.
    pilar: Es su cara.
    @ 27d 22:12
    lucia: ¿Habéis visto el cielo? Subid a la azotea ya.
    ana: Subiendo
    james: It is amazing 😍
    bruno: Y yo en Getafe…
    lucia: Luego te mando la foto, pero no es lo mismo.
    @ 26d 10:20
    pilar: ¿A alguien le sobra una bolsa de perejil? Me han dado cuatro kilos.
    ana: O sea, que te sobra a ti.
    pilar: Exacto, lo he escrito al revés. ¿Quién quiere perejil?
    lucia: Yo, un manojo.
    james: Me too please. What does one do with parsley?
    pilar: Te lo enseño. Baja.
    @ 26d 12:44
    james: I have learnt salsa verde. I have also learnt that I hold the knife wrong.
    pilar: Pero con mucha voluntad.
    @ 24d 18:00
    ana: De parte de Elena, que va a mil: sus inquilinos del 2.º C se van a final de mes, así que habrá mudanza. ¿Cómo se hace con el ascensor?
    bruno: Se pone el cartel el día antes y se protege el espejo con la manta que hay en el cuarto de contadores.
    lucia: Y se baja por la escalera lo que pese más de 200 kilos, por lo que más queráis.
    ana: Se lo digo. Será el último sábado, de 9 a 12.
    lucia: Qué pena, eran muy majos.
    ana: Se van a Vigo, por trabajo.
    @ 22d 09:02
    bruno: Hoy viene el fontanero por lo del bajo, de 12 a 13. Puede que corten el agua un rato.
    pilar: Lleno un cubo, gracias por avisar.
    james: I fill two. I have become very Spanish about water.
    @ 22d 13:20
    ana: Ya está, era una junta. Podéis vaciar los cubos.
    james: On the ficus?
    pilar: ¡NO!
    @ 20d 20:35
    lucia: ¿Mañana hay huelga de metro?
    ana: De 7 a 10 y de 18 a 21, servicios mínimos del 60 %. https://www.metromadrid.es
    lucia: Gracias. Pues a patita.
    bruno: Cinco bicis, os lo recuerdo.
    @ 18d 16:48
    lucia: Ana me ha salvado un paquete otra vez. Propongo un monumento.
    bruno: En el rellano no, que no pasa el carro.
    pilar: 😂
    @ 17d 21:05
    pilar: Vecinos, tengo una noticia. Me mudo con mi hija a Segovia, por la rodilla y por los nietos. Será dentro de unas semanas.
    lucia: ¡Pilar! 😢
    bruno: Nos dejas huérfanos.
    ana: Nos alegramos por ti y nos da mucha pena. Las dos cosas.
    james: Oh no. Who will tell me about the ficus?
    pilar: Te lo he escrito todo en una hoja. Lo de la cebolla también.
    pilar: El piso lo alquila mi sobrina Nuria, así que os la dejo en el grupo. Tratádmela bien.
    @ 17d 21:30
    + nuria
    nuria: ¡Hola! Soy la sobrina. Prometo heredar las sillas y la tortilla, pero la mía es sin cebolla.
    lucia: Fuera.
    bruno: Lucía, es nueva.
    lucia: Bienvenida, Nuria. La que está fuera es la tortilla ❤️
    nuria: 😂 Lo acepto.
    @ 14d 12:00
    lucia: ¿Hacemos una merienda de despedida para Pilar? ¿El domingo en la azotea?
    bruno: Sí. Yo llevo mesa y bebida.
    ana: Yo empanada.
    james: I make salsa verde. With what does one eat it?
    lucia: Con todo.
    nuria: Yo llevo las sillas, que ya sé dónde están.
    lucia: Y Elena dice que pasa a las seis con pasteles.
    pilar: Me vais a hacer llorar, y ya os aviso de que lloro feo.
    @ 12d 18:20
    james: The roof is ready. Somebody should bring a jacket for Pilar, there is wind.
    ana: Subo una manta.
    @ 12d 22:47
    pilar: Gracias, gracias, gracias. No tengo palabras, y mira que yo tengo palabras.
    lucia: Vuelve cuando quieras. Tienes cinco camas.
    bruno: Y una silla, la grande.
    james: Thank you for the parsley, Pilar.
    nuria: Tía, que te oigo llorar desde el segundo 💛
    @ 11d 10:00
    ana: La mudanza del 2.º C ha ido bien, no se ha roto nada. El espejo está entero.
    bruno: Confirmado. Manta en su sitio.
    @ 10d 09:30
    pilar: Pues me voy de este grupo, que si no os leo y me vuelvo. Cuidaos mucho.
    - pilar
    lucia: 😭
    james: I look at the ficus and we are both sad.
    bruno: Hoy se le puede dar un poco más de agua, por el disgusto.
    @ 9d 08:20
    lucia: ¿Qué le pasa al ascensor? Esta noche sonaba como un animal.
    ana: Como una ballena. He escrito a Bruno.
    bruno: He llamado. Mientras tanto, mejor por la escalera, ¿vale? He puesto un cartel.
    james: Four floors, twice a day. My legs thank you.
    nuria: Yo estoy en el segundo y ya me quejo.
    @ 7d 13:18
    bruno: Vienen el lunes. Dicen que es "una pieza".
    lucia: ¿Qué pieza?
    bruno: No sueltan prenda.
    ana: La cara, seguro.
    @ 6d 20:40
    ana: Por cierto, la farola del colegio está fundida. He puesto un aviso en la web del barrio, si queréis confirmarlo: /reports/R-2041
    lucia: Confirmado. Ayer casi piso a un perro.
    nuria: ¿Y el perro?
    lucia: Ileso y muy digno.
    james: I confirmed it too. The page is nice, one sees who is working on it.
    @ 5d 19:22
    nuria: ¿Alguien tiene un taladro? Y, ya puestos, ¿alguien que sepa usarlo?
    bruno: Tengo las dos cosas. ¿Mañana a las seis?
    nuria: ¡Sí! Son tres agujeros, para una estantería.
    bruno: Nunca son tres agujeros.
    @ 4d 19:55
    nuria: Han sido siete.
    bruno: 😌
    nuria: Pero la estantería aguanta hasta a la gata.
    lucia: ¿¡Tienes gata!? ¿Y no hay foto?
    nuria: Se llama Croqueta. Mañana la presento en sociedad.
    james: I demand a picture.
    bruno: Recuerdo la norma de los gatitos.
    ana: Propongo votación.
    lucia: A favor.
    james: In favour.
    nuria: A favor, y Croqueta también.
    bruno: Abrumadora mayoría. Se admite UNA foto.
    @ 3d 12:52
    bruno #lift: El ascensor vuelve a funcionar
    lucia >lift: ¡¡Bien!!
    james >lift: I take it once, for the feeling.
    nuria: ¿Cuánto ha sido al final?
    ana: 460 €, entra en el fondo, no hay que pasar recibo.
    lucia: Qué bien habla la tesorera.
    james: No whale on the way up, and none on the way down.
    bruno: La ballena era un rodamiento. Me lo he quedado de recuerdo.`,
}
