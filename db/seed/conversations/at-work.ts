// The cast at work: the support desk and the lighting crew, with their tickets and reports.
import type { Script } from '../script'

export const supportDesk: Script = {
  type: 'group',
  name: 'Support desk',
  report: 'T-1183',
  people: ['diego', 'elena', 'ana', 'tomas'],
  admins: ['tomas'],
  unread: { ana: 12, elena: 3 },
  muted: ['ana'],
  talk: `
    @ 5d 09:05
    diego: Hi Elena, hi Ana. You both wrote that you cannot export your invoices, so I put you together with Tomás, who knows the billing side. One place, one answer.
    elena: Hi! Yes. I press Export, the bar goes to about 40 % and stops. After a minute I get a file with nothing in it.
    ana: Same for our building. With me it is 38 %, if that matters.
    tomas: It might. Hi, both. How many invoices do you have in the period?
    elena: 214
    ana: 96
    tomas: So it is not the number. Do you pick a whole year?
    elena: Yes, January to December. I need it for the tax people.
    ana: I too.
    tomas #april: Could you try January to March, and then April to June?
    @ 5d 09:52
    elena >april: January to March works! April to June stops again, at 12 %.
    ana: Here too: first quarter fine, second quarter stops.
    tomas: Thank you, that is worth more than a hundred lines of log.
    diego: I love it when customers bisect.
    @ 4d 11:30
    tomas: Short update. Somewhere between the 9th and the 14th of April there are invoices that the export cannot digest. I do not know yet what is special about them.
    elena: In that week I changed the address on my invoices. Could it be that?
    tomas: How is it spelled?
    elena: C/ Argumosa, 21, 3.º dcha.
    tomas: …with the little º?
    elena: With the little º 😅
    ana: Oh no. We have one of those in every single address of the building.
    diego: So the whole of Spain cannot export invoices.
    tomas: Only since version 4.2, and only those who live above the ground floor.
    @ 4d 12:15
    tomas: Until it is mended you can get your numbers like this:
    |
    | 1. Billing, Reports, "Summary by month" (not "Invoices").
    | 2. Choose CSV, not PDF. The summary has no addresses in it, so nothing can choke on them.
    | 3. If you need the single invoices, write to me and I will take them out of the database by hand. It takes me ten minutes, so please do not be shy.
    elena: The summary is enough for me for now. Thank you!
    ana: I would need the single ones for the meeting of owners, but only by the end of the month.
    tomas: Noted.
    @ 2d 17:08
    diego: The fix is in review. It was one line, as always, and two days to find out which.
    elena: 🙌
    ana: Tell whoever found it that the owners of Mayor 14 send their regards.
    @ 4h
    tomas: Version 4.2.1 is on the test server since this morning.
    elena: Just tried it. It goes to 100 %, and the file has everything in it, but the º is a question mark now.
    tomas: Hm. In the PDF, or in the CSV?
    elena: Only in the CSV
    tomas: And what do you open it with?
    elena: Excel, on Windows.
    diego: Ah, the old friend. Excel believes that it is 1995 unless the file begins with three magic bytes.
    tomas: I can add those. Give me an hour.
    elena: No hurry. A question mark on the third floor I can live with.
    @ 100m
    tomas: Done. Elena, could you try once more, and tell me the number at the bottom of the page as well? It should be 4.2.1-rc2.
    elena: 4.2.1-rc2, and the third floor is a third floor again 🎉
    tomas: Then it goes out to everyone tonight.
    diego: I tried with my own test data and got one more surprise, a negative amount that comes out positive. Credit notes, I suppose.
    diego: I can reproduce it with version 4.2, so it is not new and should not hold this one up.`,
}

export const lightingCrew: Script = {
  type: 'group',
  name: 'Lighting crew',
  report: 'R-1990',
  people: ['carla', 'diego', 'omar', 'ana', 'bruno'],
  admins: ['omar'],
  talk: `
    @ 25d 08:30
    carla: New one: the pedestrian underpass at Atocha. Six lights out of six. Bruno reported it, and Ana knows the association of the street, so I put both in here.
    omar: Six out of six is not lamps, it is the feed.
    bruno: People walk up and cross the road between the cars instead. It is only a question of time.
    diego: 23 confirmations in one day, that is a record for a tunnel.
    ana: The association has asked about it three times since summer, I can send you the letters.
    carla: Please do, letters help me with the money.
    @ 24d 22:15
    omar: We were there tonight. Somebody has taken the cable. All of it, 80 metres, cleanly cut at both ends.
    bruno: They stole the cable?!
    omar: Copper is expensive. It happens about once a month.
    carla #cable: Then we put in aluminium this time. Nobody wants that.
    diego >cable: I hope that nobody who steals cables reads this chat.
    @ 20d 12:40
    carla: The offer is here: 2,400 euros with a steel conduit. Above 2,000 I need a signature from the district.
    ana: Would it help if the association wrote to the district?
    carla: It would help if they wrote today.
    ana: Then they will have written today.
    @ 20d 18:22
    ana: Sent. Four paragraphs and 212 signatures, which they apparently keep in a drawer for such days.
    carla: 🫡
    @ 16d 09:10
    carla: The district says that it "views the matter with sympathy". For those who are new to this: that is the second of five stages.
    bruno: What are the other four?
    carla: Silence, sympathy, "is being looked at", "why has nobody told us", and a signature.
    omar: You forgot the photo with the mayor.
    carla: That one comes after the signature and costs nothing.
    @ 12d 11:55
    bruno: I walked through with a torch yesterday. There is water on the floor at the south end. Does that matter for you?
    omar: It does. Where does it come from, the wall or the drain?
    bruno: The drain I think. It smelled like a drain.
    omar: Then it is for the water people, but it is good to know before I kneel in it.
    @ 9d 17:30
    diego: "Why has nobody told us" has arrived by mail this afternoon. Two more stages to go 🥳
    ana: I will not tell the association that there are stages, they would write to every one of them.
    @ 8d 08:45
    carla: Signed! We begin on Monday night at eleven, two nights of work. Bruno, could you let your people know that it is closed?
    bruno: On it. I will put a sheet of paper on both ends too.
    omar deleted: If anyone wants to see what 80 m of stolen cable look like, I have a picture of the ones they caught in June`,
}

export const brunoAndCarla: Script = {
  type: 'dm',
  people: ['bruno', 'carla'],
  unread: { bruno: 1 },
  talk: `
    @ 15d 19:00
    bruno: Carla, una duda tonta: ¿de quién son las luces de Navidad, vuestras o de otros?
    carla: De otros, pero los enchufes son nuestros. ¿Por?
    bruno: Porque en Mayor hay un reno que lleva encendido desde enero.
    carla: 😂 Lo conocemos. Se llama Rodolfo y nadie encuentra su interruptor.
    @ 1d 21:45
    carla: Rodolfo se ha apagado. Nadie ha hecho nada. Estamos de luto.`,
}

export const diegoAndElena: Script = {
  type: 'dm',
  report: 'T-1183',
  people: ['diego', 'elena'],
  talk: `
    @ 5d 08:40
    diego: Hi Elena, I have your ticket about the invoices. May I put you into a group with somebody who has the same problem? Then you both hear the answers at once.
    elena: Of course. Is it contagious?
    diego: So far only on paper.
    elena: Then go ahead 🙂
    @ 4d 13:02
    diego: It was your address, by the way. The little º. I would never have thought of it.
    elena: I will write it out from now on: "third floor, on the right, the one with the geraniums".`,
}

export const carlaAndOmar: Script = {
  type: 'dm',
  people: ['omar', 'carla'],
  unread: { carla: 5 },
  talk: `
    @ 10d 07:10
    omar: Furgoneta dos: la luz de freno. Otra vez.
    carla: ¿La de la izquierda?
    omar: Esta vez la derecha. Es una cuestión de justicia.
    carla: Llévala al taller al mediodía y coge la mía.
    @ 70m
    omar: Estamos en Mayor 14. El armario está dentro del patio y nadie abre.
    omar: Vale, ha abierto una señora con un delantal. Dice que es de la panadería y que nos conoce.
    omar: Nos ha dado torrijas.
    omar: Es la reactancia. El cable está perfecto.
    omar: Mañana a las 9 la cambiamos, ¿le dices tú a la gente?`,
}
