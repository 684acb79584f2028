// A conversation that does not exist, or is not this viewer's: told in its place, beside the list.
import { GonePane } from '@/app/_chat/inbox/pane'

export default function NotFound() {
  return <GonePane />
}
