'use client'
// A conversation that does not exist, or is not this viewer's: told in its place, beside the list. The pane goes on from here
// to whatever is chosen next.
import { useGoneId } from '@/app/_chat/inbox/gone-id'
import { Pane } from '@/app/_chat/inbox/pane'

export default function NotFound() {
  return <Pane gone={useGoneId()} />
}
