'use client'
// What the viewer shows of themself: each switch holds at once, on all their devices.
import { useCallback, useEffect, useState } from 'react'
import { createPrivacy } from '@/lib/client/privacy'
import { keys } from '@/lib/client/queries'
import { useCached } from '@/lib/client/use-cached'
import { useChat } from '@/lib/client/use-chat'
import type { Settings } from '@/lib/contract/user'
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
  const settings = useCached<Settings>(keys.settings)
  const [problem, setProblem] = useState<string | null>(null)
  const put = useCallback(
    (next: Settings) => chat.queryClient.setQueryData<Settings>(keys.settings, next),
    [chat],
  )
  const read = useCallback(async () => {
    const done = await chat.part(createPrivacy).read()
    setProblem(done.ok ? null : done.detail)
    if (done.ok) put(done.value)
  }, [chat, put])
  useEffect(() => void read(), [read])
  const change = async (name: (typeof switches)[number], value: boolean) => {
    if (!settings) return
    put({ ...settings, [name]: value })
    const done = await chat.part(createPrivacy).change({ [name]: value })
    setProblem(done.ok ? null : done.detail)
    put(done.ok ? done.value : settings)
  }
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
