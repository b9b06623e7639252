'use client'

import { useEffect } from 'react'

/** What of an element decides whether it can be given the focus. */
export interface Kin {
  isConnected: boolean
  hasAttribute(name: string): boolean
}

/** How long others may take to give the focus to something better, as dialogs do when they close. Milliseconds. */
const patience = 50

/**
 * Keeps the focus on the page when what had it goes, a button that has done its work say: what is around it takes it, else
 * the page. Without it whoever cannot see the page would begin anew at its top.
 */
export function KeepFocus() {
  useEffect(() => {
    let line: Element[] = []
    let waiting: ReturnType<typeof setTimeout> | undefined
    const remember = ({ target }: FocusEvent) => {
      line = target instanceof Element ? lineOf(target) : []
    }
    const forget = ({ target }: FocusEvent) => {
      // Let go on purpose, unlike what is taken off the page.
      queueMicrotask(() => {
        if (target === line[0] && line[0]?.isConnected) line = []
      })
    }
    const pass = () => {
      if (!isLost(line)) return
      const heir = heirOf(line, document.getElementById('main'))
      line = []
      if (heir instanceof HTMLElement) heir.focus({ preventScroll: true })
    }
    const watch = new MutationObserver(() => {
      clearTimeout(waiting)
      if (isLost(line)) waiting = setTimeout(pass, patience)
    })
    watch.observe(document.body, { childList: true, subtree: true })
    document.addEventListener('focusin', remember)
    document.addEventListener('focusout', forget)
    return () => {
      clearTimeout(waiting)
      watch.disconnect()
      document.removeEventListener('focusin', remember)
      document.removeEventListener('focusout', forget)
    }
  }, [])
  return null
}

/** Of an element that has gone, with all that is around it: what is left and takes the focus. */
export function heirOf<One extends Kin>(line: readonly One[], page: One | null): One | null {
  return line.find((one) => one.isConnected && one.hasAttribute('tabindex')) ?? page
}

function lineOf(element: Element): Element[] {
  const line: Element[] = []
  for (let one: Element | null = element; one; one = one.parentElement) line.push(one)
  return line
}

function isLost([had]: Element[]): boolean {
  if (!had || had.isConnected || document.activeElement !== document.body) return false
  return document.querySelector('[role="dialog"], [role="alertdialog"]') === null
}
