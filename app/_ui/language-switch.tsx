'use client'
// English or Spanish, whatever the browser says. Each language is named in itself.
import { Languages } from 'lucide-react'
import { IconButton } from './icon-button'
import styles from './language-switch.module.css'
import { useLocale, useSetLocale, useWords } from './locale'
import { type Locale, locales } from './locale-of'
import { Menu, MenuItem } from './menu'
import { words } from './words'

const names: Record<Locale, string> = { en: 'English', es: 'Español' }

export const LanguageSwitch = () => {
  const locale = useLocale()
  const setLocale = useSetLocale()
  const { language } = useWords(words)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields of a form.
    <div role="group" aria-label={language} className={styles.switch}>
      {locales.map(one => (
        <button
          type="button"
          key={one}
          lang={one}
          aria-pressed={one === locale}
          onClick={() => setLocale(one)}
        >
          {names[one]}
        </button>
      ))}
    </div>
  )
}

/** The same behind one button, where there is no room. */
export const LanguageMenu = () => {
  const { language } = useWords(words)
  return (
    <Menu
      button={props => (
        <IconButton label={language} {...props}>
          <Languages aria-hidden="true" />
        </IconButton>
      )}
    >
      <LanguageItems />
    </Menu>
  )
}

/** And as items of a menu that has others too. */
export const LanguageItems = () => {
  const locale = useLocale()
  const setLocale = useSetLocale()
  return locales.map(one => (
    <MenuItem key={one} lang={one} checked={one === locale} onSelect={() => setLocale(one)}>
      {names[one]}
    </MenuItem>
  ))
}
