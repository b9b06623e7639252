'use client'

import { useEffect, useRef } from 'react'
import { toast } from 'sonner'
import { leaveForHome, onMoved, takeArrival } from './team-tabs'

/**
 * Sees to it that no page goes on showing one team while the session is in another: what is entered there would go to the wrong
 * one. Also greets whoever has just changed.
 */
export function TeamWatch({ teamId, teamName }: { teamId: string; teamName: string }) {
  const loadedIn = useRef(teamId)
  useEffect(() => {
    // The page that carries the message is mounted a moment later.
    const timer = setTimeout(() => {
      if (takeArrival(teamId)) toast.success(`You are in ${teamName} now.`)
    }, 100)
    return () => clearTimeout(timer)
  }, [teamId, teamName])
  useEffect(() => {
    if (loadedIn.current !== teamId) leaveForHome()
    return onMoved((moved) => {
      if (moved !== teamId) leaveForHome()
    })
  }, [teamId])
  return null
}
