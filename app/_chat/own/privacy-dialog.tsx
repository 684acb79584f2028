'use client'
// What the viewer shows of themself: each switch holds at once, on all their devices.
import { useCallback, useEffect, useState } from 'react'
import type { Done } from '@/lib/client/chat'
import { createPrivacy, shownSettings } from '@/lib/client/privacy'
import { keys } from '@/lib/client/queries'
import { useCached } from '@/lib/client/use-cached'
import { useChat } from '@/lib/client/use-chat'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { useWords } from '../../_ui/locale'
import { Problem } from '../details/problem'
import { Choice } from '../people/choice'
import styles from '../people/start-dialog.module.css'
import { words } from '../words-privacy'

const switches = ['receipts', 'presence', 'typing'] as const

export const PrivacyDialog = ({ onClose }: { onClose: () => void }) => {
  const chat = useChat()
  const says = useWords(words)
  const settings = useCached(keys.settings, shownSettings)
  const privacy = chat.part(createPrivacy)
  const [problem, setProblem] = useState<string | null>(null)
  const show = useCallback((done: Done) => setProblem(done.ok ? null : done.detail), [])
  const read = useCallback(async () => show(await privacy.read()), [privacy, show])
  useEffect(() => void read(), [read])
  const change = async (name: (typeof switches)[number], value: boolean) =>
    show(await privacy.change({ [name]: value }))
  return (
    <Dialog title={says.title} onClose={onClose}>
      <div className={styles.form}>
        <p>{says.about}</p>
        {settings &&
          switches.map(name => (
            <Choice
              key={name}
              checked={settings[name]}
              onChange={value => void change(name, value)}
              label={says[name]}
              hint={says[`${name}Hint`]}
            />
          ))}
        <Problem detail={problem} />
        {!settings && problem !== null && (
          <Button look="secondary" onClick={() => void read()}>
            {says.tryAgain}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
