'use client'

import { useEffect, useRef } from 'react'
import { actionFor, type Bindings, bind } from './dispatch'
import { useKeyMap } from './key-map'
import { singleKeysOn } from './preference'

/** What takes all keys while it is open; not while it fades away. */
const layers = ':is([role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]):not([data-state="closed"])'

let listeners = 0

/**
 * Binds uses of single keys for as long as the component is on the page; what was bound last comes first, and a use that is
 * undefined is none. Off inside text fields, open dialogs and menus, for Enter on what Enter presses, and when the person has
 * switched single keys off. Which key it is, is the person's choice.
 */
export function useKeys(bindings: Bindings): void {
  const map = useKeyMap()
  const held = useRef({ bindings, map })
  useEffect(() => {
    held.current = { bindings, map }
  })
  useEffect(() => {
    if (listeners === 0) document.addEventListener('keydown', dispatch)
    listeners += 1
    const unbind = bind(held)
    return () => {
      unbind()
      listeners -= 1
      if (listeners === 0) document.removeEventListener('keydown', dispatch)
    }
  }, [])
}

function dispatch(event: KeyboardEvent): void {
  if (!singleKeysOn()) return
  const run = actionFor(event, focused())
  if (!run || document.querySelector(layers)) return
  event.preventDefault()
  run()
}

function focused() {
  const element = document.activeElement
  if (!(element instanceof HTMLElement)) return null
  const { tagName, isContentEditable } = element
  const role = element.getAttribute('role')
  return { tagName, isContentEditable, role, ...('type' in element && { type: String(element.type) }) }
}
