'use client'
// What can be done by keys, and the switch for those that are a single one.
import { Fragment, useState } from 'react'
import { Dialog } from '../../_ui/dialog'
import { useWords } from '../../_ui/locale'
import { Choice } from '../people/choice'
import styles from './shortcut-sheet.module.css'
import { setSingleKeys, singleKeysOn } from './single-keys'
import { words } from './words-keyboard'

type What = keyof (typeof words)['en']['keys']
type Caps = Record<keyof (typeof words)['en']['caps'], string>

/** Each a key pressed with the others of its row; rows of one shortcut are ways to the same. */
const shortcuts = (main: string, { enter, shift, home, end }: Caps): [What, string[][]][] => [
  ['jump', [[main, 'K']]],
  [
    'previousNext',
    [
      ['Alt', '↑'],
      ['Alt', '↓'],
    ],
  ],
  ['escape', [['Esc']]],
  ['send', [[enter]]],
  ['line', [[shift, enter]]],
  ['editLast', [['↑']]],
  ['walk', [['↑'], ['↓']]],
  ['actions', [[enter]]],
  ['ends', [[home], [end]]],
  ['help', [['?']]],
]

export const ShortcutSheet = ({ onClose }: { onClose: () => void }) => {
  const says = useWords(words)
  const [single, setSingle] = useState(singleKeysOn)
  const main = /Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl'
  return (
    <Dialog title={says.keysTitle} onClose={onClose}>
      <dl className={styles.list}>
        {shortcuts(main, says.caps).map(([what, ways]) => (
          <div key={what} className={styles.row}>
            <dt>
              {ways.map((way, at) => (
                <Fragment key={way.join()}>
                  {at > 0 && <span className={styles.or}>{says.or}</span>}
                  <span className={styles.way}>
                    {way.map(key => (
                      <kbd key={key} className={styles.key}>
                        {key}
                      </kbd>
                    ))}
                  </span>
                </Fragment>
              ))}
            </dt>
            <dd className={what === 'help' && !single ? styles.off : undefined}>{says.keys[what]}</dd>
          </div>
        ))}
      </dl>
      <Choice
        label={says.single}
        hint={says.singleHint}
        checked={single}
        onChange={on => {
          setSingle(on)
          setSingleKeys(on)
        }}
      />
    </Dialog>
  )
}
