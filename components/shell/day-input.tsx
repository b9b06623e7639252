'use client'

import { type ComponentProps, useState } from 'react'
import { Input } from '@/components/ui/input'

interface DayInputProps extends Omit<ComponentProps<typeof Input>, 'type' | 'id' | 'onInvalid' | 'onChange'> {
  id: string
}

/** A day to narrow by, or none. One that is only half typed is said below it, where browsers would say it in a bubble. */
export function DayInput({ id, ...props }: DayInputProps) {
  const [wrong, setWrong] = useState(false)
  return (
    <>
      <Input
        {...props}
        id={id}
        type="date"
        onInvalid={(event) => {
          // The form still does not go; only the bubble is kept back, and with it the focus that browsers move.
          event.preventDefault()
          setWrong(true)
          const { form } = event.currentTarget
          if (form?.querySelector(':invalid') === event.currentTarget) event.currentTarget.focus()
        }}
        onChange={() => setWrong(false)}
        {...(wrong && { 'aria-invalid': true, 'aria-describedby': `${id}-fault` })}
      />
      {wrong && (
        <p id={`${id}-fault`} className="text-[0.8125rem] font-medium text-destructive">
          Give a whole day, or none.
        </p>
      )}
    </>
  )
}
