'use client'
// The sign-in page: what this is on one side, who you may be on the other.
import { Info, KeyRound } from 'lucide-react'
import { LanguageMenu, LanguageSwitch } from '../_ui/language-switch'
import { useWords } from '../_ui/locale'
import { Logo } from '../_ui/logo'
import { type Person, PersonButton } from './person-button'
import { Scene } from './scene'
import styles from './sign-in.module.css'
import { useSignIn } from './use-sign-in'
import { words } from './words'

/** `people` null: the host application signs people in. */
export const SignIn = ({ people, next }: { people: Person[] | null; next: string }) => {
  const { tagline, promise } = useWords(words)
  return (
    <main className={styles.page}>
      <div className={styles.about}>
        <Logo />
        <Scene />
        <div>
          <p className={styles.tagline}>{tagline}</p>
          <p className={styles.promise}>{promise}</p>
        </div>
      </div>
      <div className={styles.form}>
        <div className={styles.top}>
          <span className={styles.logo}>
            <Logo />
          </span>
          <span className={styles.menu}>
            <LanguageMenu />
          </span>
          <span className={styles.switch}>
            <LanguageSwitch />
          </span>
        </div>
        {people ? <Choice people={people} next={next} /> : <Elsewhere />}
      </div>
    </main>
  )
}

const Choice = ({ people, next }: { people: Person[]; next: string }) => {
  const { heading, about, people: label, hint, problems } = useWords(words)
  const { entering, problem, signIn } = useSignIn(next)
  return (
    <div className={styles.box}>
      <h1>{heading}</h1>
      <p className={styles.lead}>{about}</p>
      <p role="alert" className={problem ? styles.problem : undefined}>
        {problem && problems[problem]}
      </p>
      <ul className={styles.people} aria-label={label}>
        {people.map(person => (
          <li key={person.id}>
            <PersonButton person={person} entering={entering} onPress={() => signIn(person.handle)} />
          </li>
        ))}
      </ul>
      <p className={styles.fine}>
        <Info aria-hidden="true" />
        {hint}
      </p>
    </div>
  )
}

const Elsewhere = () => {
  const { hostHeading, hostAbout, hostHint } = useWords(words)
  return (
    <div className={styles.box}>
      <h1>{hostHeading}</h1>
      <p className={styles.lead}>{hostAbout}</p>
      <p className={styles.fine}>
        <KeyRound aria-hidden="true" />
        <span>
          {hostHint} <code className={styles.code}>POST /api/session {'{"token": "…"}'}</code>
        </span>
      </p>
    </div>
  )
}
