// Who are you? With the demo anybody may choose; without it the host application has to say so.
import type { Metadata } from 'next'
import { cast } from '@/db/seed/people'
import { env } from '@/lib/server/instance'
import { userByExternalId } from '@/lib/server/users'
import { serverLocale } from '../_pages/server-locale'
import { nextPath } from './next-path'
import { SignIn } from './sign-in'
import { words } from './words'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: `${words[await serverLocale()].title} · Tertulia`,
})

type Props = { searchParams: Promise<{ next?: string | string[] }> }

export default async function LoginPage({ searchParams }: Props) {
  const { next } = await searchParams
  return <SignIn people={env().SEED_DEMO ? await demoPeople() : null} next={nextPath(next)} />
}

/** As they are now: the host may have renamed them, and a database of its own need not have them all. */
const demoPeople = async () => {
  const users = await Promise.all(cast.map(userByExternalId))
  return cast.flatMap((handle, at) => {
    const user = users[at]
    return user ? [{ handle, id: user.id, name: user.name, avatar_url: user.avatar_url }] : []
  })
}
