'use client'
// Signing in as one of the demo's people, and telling this browser's other tabs who it is now.
import { useEffect, useState } from 'react'
import { createSession } from '@/lib/client/endpoints'
import { sessionChannel } from '@/lib/client/identity'
import { object, string } from '@/lib/client/shape'
import type { words } from './words'

type Problem = keyof typeof words.en.problems

export const useSignIn = (next: string) => {
  const [entering, setEntering] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  // Back from the inbox, a browser may show this page as it was left.
  useEffect(() => {
    const again = () => setEntering(null)
    window.addEventListener('pageshow', again)
    return () => window.removeEventListener('pageshow', again)
  }, [])

  const signIn = async (handle: string) => {
    if (entering) return
    setEntering(handle)
    setProblem(null)
    const outcome = await enter(handle)
    if ('problem' in outcome) {
      setEntering(null)
      return setProblem(outcome.problem)
    }
    announce(outcome.user)
    // A whole new document: nothing of who was here before stays in memory.
    location.assign(next)
  }
  return { entering, problem, signIn }
}

const enter = async (handle: string): Promise<{ user: string } | { problem: Problem }> => {
  const response = await ask(handle)
  if (!response) return { problem: 'offline' }
  if (!response.ok) return { problem: problemOf(response.status) }
  const answer: unknown = await response.json().catch(() => null)
  return isSignedIn(answer) ? { user: answer.user.id } : { problem: 'other' }
}

const isSignedIn = object({ user: object({ id: string }) })

const ask = async (handle: string): Promise<Response | null> => {
  try {
    return await fetch(createSession.path, {
      method: createSession.method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ demo_user: handle }),
    })
  } catch {
    return null
  }
}

const problemOf = (status: number): Problem => {
  if (status === 404) return 'gone'
  return status === 503 || status === 429 ? 'busy' : 'other'
}

const announce = (user: string) => {
  if (typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel(sessionChannel)
  channel.postMessage({ user })
  channel.close()
}
