'use client'

import { useEffect, useRef } from 'react'
import { singleKeysOn } from './preference'
import { isShortcut, takesText } from './shortcut'

type Bindings = Record<string, () => void>

const bound: { current: Bindings }[] = []

/**
 * Binds single keys for as long as the component is on the page; what was bound last comes first. Off inside text
 * fields, open dialogs and menus, and when the person has switched single keys off.
 */
export function useKeys(bindings: Bindings): void {
  const held = useRef(bindings)
  useEffect(() => {
    held.current = bindings
  })
  useEffect(() => {
    if (bound.length === 0) document.addEventListener('keydown', dispatch)
    bound.push(held)
    return () => {
      bound.splice(bound.indexOf(held), 1)
      if (bound.length === 0) document.removeEventListener('keydown', dispatch)
    }
  }, [])
}

function dispatch(event: KeyboardEvent): void {
  if (!isShortcut(event) || !singleKeysOn()) return
  const { activeElement } = document
  if (activeElement instanceof HTMLElement && takesText(activeElement)) return
  if (document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]')) return
  const act = bound.findLast(({ current }) => current[event.key])?.current[event.key]
  if (!act) return
  event.preventDefault()
  act()
}
