// The neighbours of the broken streetlight, the conversation that the demo opens with.
import type { Script } from '../script'

export const vecinosDeMayor: Script = {
  type: 'group',
  name: 'Vecinos de Mayor',
  report: 'R-2041',
  people: ['ana', 'bruno', 'carla', 'diego', 'elena'],
  admins: ['diego'],
  unread: { ana: 3, elena: 8, diego: 2 },
  away: ['elena'],
  pinned: ['ana', 'bruno'],
  talk: `
    @ 6d 19:31
    ana: I opened a report for the street light in front of the school: the one at number 14. Carla, I hope it is all right that I put you in here straight away.
    ana: https://www.openstreetmap.org/#map=19/40.41587/-3.70922
    bruno: About time someone did. I nearly ran over a boy on a scooter on Friday 😬
    elena: ¡Gracias, Ana! Yo paso por ahí cada noche y da miedo.
    carla #hello: Of course. Evening, everyone. I am with the city's lighting crew. Can anyone tell me whether it is off all night, or whether it goes on and then off again?
    bruno: Off all night, I think
    ana >hello: It tried to start at about half past six, flickered for a minute and gave up.
    carla: That helps a lot. If it tries to start, there is current at the foot of the post.
    diego: Diego here, I moderate the site. I linked two older reports to this one, so that the history is in one place.
    elena: Qué rapidez 👏
    @ 5d 08:05
    bruno: I confirmed it on the report page this morning. Four of us now.
    ana: Five if we count the lady from the bakery, who has no account
    diego: Tell her it takes a minute, and it does count: above ten it goes up in the list by itself.
    ana: I will. She makes the best torrijas in the street, so she has my vote for anything.
    bruno: Seconded 😄
    @ 5d 13:40
    carla: We have it on the list for this week. There are 61 lamps in front of it, so please do not expect tomorrow.
    elena: ¿61? ¿Y cuántos sois?
    carla: Seis, y dos furgonetas.
    elena: Entonces mil gracias de verdad.
    @ 4d 21:12
    bruno: Two more flicker now, at 18 and at 22. Only when it rains.
    bruno deleted: Can somebody please call the police about that van
    bruno: Sorry, wrong chat.
    ana: Should I add those two to the same report or make new ones?
    diego #same: Same report if it is the same street and the same kind of fault. Just write the numbers of the posts, they are on a little plate at eye height.
    ana >same: Done. M14, M18 and M22.
    carla: M14 and M18 hang on the same cabinet. M22 does not. Interesting.
    bruno: Interesting good or interesting bad?
    carla: Interesting "I need a longer ladder" 🪜
    @ 3d 10:02
    carla: For those who want to know how this goes, because people ask and the web page does not say:
    | 
    | 1. Somebody reports a lamp. It gets a number, R-2041 in your case.
    | 2. We drive by, usually at night, and look whether it is the lamp, the ballast, the fuse or the cable. The first three we mend ourselves, mostly on the same night.
    | 3. If it is the cable, the street has to be opened, and that needs a permit. Three to six weeks, and no one here can make it faster, however nicely you ask.
    | 4. When it burns again for two nights, the report is closed. If it fails within a month, it opens again by itself and goes to the front of the list.
    | 
    | So: keep the photos coming, and write when it goes on again too. We never hear about those.
    elena: Esto tendría que estar en la web, tal cual.
    diego: I am copying it into the help pages, if you do not mind, Carla?
    carla: Please do. Take out the ladder.
    * bruno 😂
    ana: Thank you for explaining it. I had imagined a switch in an office somewhere.
    bruno: I had imagined a man with a very long stick
    @ 3d 19:45
    ana: Dark again. And it is the week of the school concert, so there will be 200 parents on that crossing tomorrow.
    elena: Yo puedo ponerme con el chaleco reflectante, lo tengo de la bici.
    bruno: I can do the first half hour
    diego: I asked the local police for somebody at the crossing. They said "we will see", which in my experience is a yes.
    ana: You are all wonderful.
    @ 2d 09:15
    carla: The crew drove by last night. Fuse is fine, the cable measures fine up to the cabinet. It will be the ballast or the lamp itself, so no digging.
    ana: 🎉
    * bruno elena 🎉
    bruno: No digging! Tell the bakery
    elena: ¡Menos mal!
    carla: The part is ordered. 180 euros, approved this morning.
    * ana bruno diego elena 👏
    @ 2d 20:30
    diego: The police did come, by the way. Two of them, and very nice about it.
    elena: Y el concierto, precioso. Los de segundo desafinaron con muchísimo sentimiento 🎻
    ana: My nephew is in that class and I will pretend I did not read this.
    elena: 🙈
    @ 1d 18:02
    bruno #lamp: The lamp at number 14 has been out since Monday.
    bruno: I mean completely, it does not even try to start any more. I took a photo of the plate on the post for the report.
    ana >lamp edited: Same here. I addded the exact spot. => Same here. I added the exact spot to the report.
    diego: Number 18 flickers too, but it has been dry all day. So much for the rain theory.
    carla: Good to know. Then it is not water. I will look at both.
    @ 55m
    bruno: Number 18 is off now as well.
    carla: We are here now, if you hear someone drilling.
    @ 38m
    carla #ballast: It is the ballast, not the cable.
    * ana bruno 👍
    * diego 🙏
    ana >ballast: Thank you! Will it be fixed before the weekend?
    @ 11m
    carla: Yes, tomorrow at 9.
    carla: We need half an hour, and somebody who opens the courtyard of 14 for us. The cabinet is inside.
    carla: Who can be there?`,
}
