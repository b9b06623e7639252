'use client'

import { FlaskConical } from 'lucide-react'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { toast } from 'sonner'
import { Button, type ButtonProps } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'

interface SampleButtonProps {
  openSamples(input: null): Promise<ActionResult<{ opened: number }>>
  variant?: ButtonProps['variant']
}

/** Opens the sample cases and goes to the queue, where they arrive. */
export function SampleButton({ openSamples, variant = 'default' }: SampleButtonProps) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const open = () =>
    start(async () => {
      const result = await openSamples(null).catch(() => null)
      if (!result) {
        toast.error('Docket could not be reached. Check the connection and try again.')
      } else if (result.ok) {
        toast.success(`${result.data.opened} sample cases opened; they are being analysed.`)
        router.push('/queue' as Route)
      } else {
        toast.error(result.message)
      }
    })
  return (
    <Button onClick={open} disabled={pending} variant={variant}>
      <FlaskConical aria-hidden />
      {pending ? 'Opening the samples…' : 'Try it with sample media'}
    </Button>
  )
}
