'use client'

import Form from 'next/form'
import type { ReactNode } from 'react'
import { scoreFaults } from '@/components/queue/score-faults'
import { useFaults } from '@/components/shell/use-faults'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

interface ThresholdFormProps {
  least: number
  most: number
  /** The rest of the page's filter, as hidden fields. */
  hidden: ReactNode
  /** What else can be done with the span. */
  children: ReactNode
}

/** The span of scores to try; it ends in the address. */
export function ThresholdForm({ least, most, hidden, children }: ThresholdFormProps) {
  const { ref, faults, passes } = useFaults((form) => scoreFaults(form, ['least', 'most']))
  return (
    <Form
      ref={ref}
      action="/insights#thresholds"
      noValidate
      scroll={false}
      onSubmit={passes}
      className="flex flex-wrap items-end gap-3"
      aria-label="Try a threshold"
    >
      {hidden}
      <Bound id="threshold-least" name="least" label="Score from (%)" value={least} fault={faults.least} />
      <Bound id="threshold-most" name="most" label="to (%)" value={most} fault={faults.most} />
      <Button type="submit" variant="secondary">
        Try
      </Button>
      {children}
    </Form>
  )
}

interface BoundProps {
  id: string
  name: string
  label: string
  value: number
  fault: string | undefined
}

function Bound({ id, name, label, value, fault }: BoundProps) {
  return (
    <Field id={id} label={label} fault={fault}>
      <Input
        id={id}
        name={name}
        inputMode="numeric"
        autoComplete="off"
        defaultValue={value}
        {...describedBy(id, { fault })}
      />
    </Field>
  )
}
