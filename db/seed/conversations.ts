// All conversations of the cast.
import {
  brunoAndCarla,
  carlaAndOmar,
  diegoAndElena,
  lightingCrew,
  supportDesk,
} from './conversations/at-work'
import { flatForBruno, flatInLavapies, roomInMalasana } from './conversations/lavapies'
import { barrioCentro, huerto } from './conversations/open'
import { portal14 } from './conversations/portal-14'
import { vecinosDeMayor } from './conversations/vecinos-de-mayor'
import {
  anaAndBruno,
  anaAndBrunoAboutTheLamp,
  anaAndCarla,
  anaAndDiego,
  anaAndJames,
  anaAndLucia,
  anaAndNuria,
} from './conversations/with-ana'
import type { Script } from './script'

export const conversations: Script[] = [
  vecinosDeMayor,
  flatInLavapies,
  anaAndBruno,
  anaAndBrunoAboutTheLamp,
  supportDesk,
  anaAndCarla,
  anaAndDiego,
  portal14,
  roomInMalasana,
  lightingCrew,
  barrioCentro,
  huerto,
  anaAndLucia,
  anaAndNuria,
  anaAndJames,
  flatForBruno,
  brunoAndCarla,
  diegoAndElena,
  carlaAndOmar,
]
