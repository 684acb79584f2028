'use client'
// A moment on a card: "Mon 16 Nov, 19:20". By the reader's zone, so only once the browser has taken over.
import { useLocale } from '../../_ui/locale'
import { moment } from '../../_ui/time-labels'
import { useMounted } from '../../_ui/use-now'

export const FactTime = ({ at, className }: { at: string; className?: string }) => {
  const locale = useLocale()
  const mounted = useMounted()
  const ms = Date.parse(at)
  return (
    <time dateTime={at} title={mounted ? moment(ms, locale) : undefined} className={className}>
      {mounted && formats[locale].format(ms)}
    </time>
  )
}

const options: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
}
const formats = {
  en: new Intl.DateTimeFormat('en-GB', options),
  es: new Intl.DateTimeFormat('es-ES', options),
}
