import { TriangleAlert } from 'lucide-react'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import type { HealthPart } from '@/lib/health/health-part'

/** Says at the top that sound and video cannot be analysed here; nothing while they can. */
export function DecoderAlert({ parts }: { parts: HealthPart[] }) {
  const decoder = parts.find((part) => part.part === 'decoder')
  if (!decoder || decoder.state === 'up') return null
  return (
    <Alert variant="warning" className="mb-6">
      <TriangleAlert aria-hidden />
      <AlertTitle>Sound and video cannot be decoded on this server</AlertTitle>
      <AlertDescription>{decoder.says} Pictures are analysed as usual.</AlertDescription>
    </Alert>
  )
}
