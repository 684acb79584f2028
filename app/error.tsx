'use client'
// Said when a page could not be made, most often because the database is away. What went wrong is in the server's log.
// Every page carries this one along, so it is made of little.
import { ButtonContent, buttonClass } from './_ui/button-look'
import { EmptyState } from './_ui/empty-state'
import { useWords } from './_ui/locale'
import type { Words } from './_ui/locale-of'
import styles from './_ui/whole-page.module.css'

const words = {
  en: {
    broken: 'This page did not load',
    brokenHelp: 'The fault is on our side. What you have sent is kept. Try again.',
    again: 'Try again',
  },
  es: {
    broken: 'No se ha cargado esta página',
    brokenHelp: 'El fallo es nuestro. Lo que ya has enviado está guardado. Inténtalo de nuevo.',
    again: 'Intentar de nuevo',
  },
} satisfies Words

export default function PageError() {
  const { broken, brokenHelp, again } = useWords(words)
  return (
    <main className={styles.page}>
      {/* Loaded anew rather than rendered anew: what is in memory may be what broke it. */}
      <EmptyState
        level="h1"
        title={broken}
        actions={
          <button type="button" className={buttonClass('primary')} onClick={() => location.reload()}>
            <ButtonContent>{again}</ButtonContent>
          </button>
        }
      >
        {brokenHelp}
      </EmptyState>
    </main>
  )
}
