import { Badge } from '@/components/ui/badge'

const variants = { GET: 'info', POST: 'primary', DELETE: 'destructive' } as const

/** A call's method. */
export function MethodMark({ method }: { method: keyof typeof variants }) {
  return (
    <Badge variant={variants[method]} className="font-mono">
      {method}
    </Badge>
  )
}
