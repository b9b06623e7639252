'use client'

import { type FormEvent, useEffect, useRef, useState } from 'react'

/** What is wrong, as a sentence by field; empty: nothing. */
export type Faults = Record<string, string>

/**
 * Looks a form over before it goes, in place of the browser, whose bubbles are gone before they are read. `passes` in its `onSubmit`:
 * false where something is wrong, which `faults` then says at its field, and the focus is there.
 */
export function useFaults(check: (form: FormData) => Faults) {
  const [faults, setFaults] = useState<Faults>({})
  const ref = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (Object.keys(faults).length > 0) ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [faults])
  const passes = (event: FormEvent<HTMLFormElement>): boolean => {
    const found = check(new FormData(event.currentTarget))
    setFaults(found)
    if (Object.keys(found).length === 0) return true
    event.preventDefault()
    return false
  }
  return { ref, faults, passes, forget: () => setFaults({}) }
}
