// About flats in Lavapiés: the listing that people ask its owner about.
import type { Script } from '../script'

/** The flat that Ana wants to rent, and two others who asked about it. */
export const flatInLavapies: Script = {
  type: 'dm',
  report: 'L-0387',
  people: ['ana', 'elena'],
  unread: { ana: 1 },
  pinned: ['ana'],
  talk: `
    @ 13d 11:20
    ana: Hola, Elena. Me interesa mucho el piso de la calle Argumosa. ¿Sigue libre?
    elena: ¡Hola, Ana! Sí, sigue libre. Los inquilinos de ahora se van a final de mes.
    elena: ¿Sería para ti sola?
    ana: Para mí y para mi hermana, que empieza a trabajar en el hospital en enero.
    elena: Perfecto. Las dos habitaciones son casi iguales, así que no hay que sortearlas 😄
    ana: Eso evitará una guerra, créeme.
    @ 13d 20:05
    ana: Una pregunta: ¿se oye mucho la calle? Trabajo desde casa tres días.
    elena #patio: El salón y una habitación dan al patio y no se oye nada. La otra da a Argumosa y los viernes sí se nota. Tiene doble ventana desde el año pasado.
    ana >patio: La de la calle para mi hermana, entonces. Ella duerme aunque pase un tren.
    @ 11d 09:48
    elena: Te dejo aquí lo que me preguntan todos, así lo tienes por escrito:
    |
    | – 850 € al mes si el contrato es de un año o más (875 € si es por meses).
    | – Un mes de fianza y ningún aval bancario. Sí pido las dos últimas nóminas o el contrato de trabajo.
    | – Los gastos de comunidad y el agua van incluidos. La luz y el internet los contratáis vosotras.
    | – Se puede pintar. Se puede tener gato. Perro grande no, por la vecina del segundo, que les tiene pánico.
    | – La caldera es de 2021 y la revisa una empresa cada septiembre.
    |
    | Cualquier otra cosa, pregunta sin miedo.
    ana: Qué claro todo, gracias. Lo hablo con mi hermana y te digo.
    ana: Por cierto, no tenemos perro, pero ahora quiero conocer a la vecina del segundo.
    elena: Es un encanto. Hace croquetas.
    @ 8d 18:30
    ana: Mi hermana pregunta si cabe un piano. Eléctrico, de los de pared no.
    elena: En el salón cabe de sobra. ¿Toca bien?
    ana: Toca con auriculares, que es lo importante.
    elena: Entonces bienvenido el piano 🎹
    * ana ❤️
    @ 5d 10:11
    elena: Ana, para que lo sepas: ha venido otra pareja a verlo. No han dicho nada todavía, pero preferiría que os lo quedarais vosotras.
    ana: ¡Gracias por avisar! Esta semana es imposible por el concierto del colegio, ¿podría ser la que viene?
    elena: Claro. No lo voy a alquilar sin deciros nada.
    @ 1d 17:20
    elena: Hola, Ana. El piso sigue disponible desde el día 1.
    elena: El salón da a un patio interior, ayer lo pintamos de blanco.
    * ana 😍
    ana #luz: ¡Qué luz! ¿Los gastos de comunidad están incluidos?
    elena: Y he bajado el precio a 850 € sin condiciones, que lo de los meses era un lío.
    @ 3h
    elena >luz edited: Sí, todo menos la luz y el gas. => Sí, todo menos la luz.
    elena: Te mando el borrador del contrato por correo, a la dirección del perfil.
    @ 62m
    ana: Perfecto, lo leo hoy.
    ana #jueves: ¿Podría verlo el jueves por la tarde?
    @ 22m
    elena >jueves: El jueves a las 18:30 me viene bien.`,
}

export const flatForBruno: Script = {
  type: 'dm',
  report: 'L-0387',
  people: ['bruno', 'elena'],
  unread: { elena: 2 },
  talk: `
    @ 9d 16:40
    bruno: Hola, Elena, una pregunta sobre el piso: ¿hay trastero? Es para un amigo que viene de Gijón con tres bicicletas.
    elena: Trastero no, pero en el patio hay un soporte para bicis con candado. Tres caben si son educadas.
    bruno: 😂 Se lo digo.
    elena: ¿Para cuándo lo necesitaría?
    bruno: Para el 15 más o menos. Pero todavía duda entre Madrid y quedarse.
    @ 6d 12:02
    bruno: Al final se queda en Gijón. La lluvia tira mucho.
    bruno: ¡Gracias de todas formas!`,
}

/** Settled a while ago. */
export const roomInMalasana: Script = {
  type: 'dm',
  report: 'L-0352',
  people: ['ana', 'elena'],
  talk: `
    @ 38d 19:10
    ana: Hola, ¿la habitación de la calle del Pez sigue libre? Es para un compañero de trabajo que viene de Lisboa.
    elena: Hola, Ana. Sí. ¿Cuándo llegaría?
    ana: El día 3. Se queda seis meses, hasta que acabe el proyecto.
    elena: Me viene de maravilla, los otros dos también están hasta junio.
    elena: Son 420 € y los gastos se dividen entre tres, unos 45 cada uno.
    ana: Se lo paso. ¿Acepta que firme desde allí?
    elena: Sin problema, lo hacemos con firma electrónica.
    @ 35d 10:25
    ana: Dice que sí a todo y que si hay balcón de verdad o "balcón de anuncio" 😅
    elena: De verdad. Cabe una silla y media.
    ana: Le ha hecho mucha ilusión la media.
    @ 34d 17:50
    elena: Contrato enviado. Cuando lo firme, queda reservada.
    @ 33d 09:02
    ana: Firmado. Me ha dicho que te lo reenvía él, pero por si acaso está también en https://firma.example.com/d/8f2c41
    elena: Recibido, todo en orden. ¡Gracias por recomendarme!
    @ 6d 12:15
    elena: Tu compañero es un sol. Ha arreglado la persiana que llevaba rota desde el verano.
    ana: Está encantado con la casa. ¡Y con la media silla!`,
}
