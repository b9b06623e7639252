'use client'

import { isUnderWay } from '@/components/submit/submission'
import { useSubmissions } from '@/components/submit/use-submissions'

/** How many files are on their way, beside Submit in the navigation. */
export function UploadCount() {
  const n = useSubmissions().filter(isUnderWay).length
  if (n === 0) return null
  return (
    <span className="absolute top-0.5 left-5.5 rounded-full bg-info px-1 text-[0.625rem] leading-4 font-semibold text-background tabular-nums lg:static lg:ml-auto lg:bg-info-soft lg:px-1.5 lg:text-xs lg:leading-5 lg:text-info lg:group-data-[folded=true]/bar:absolute">
      {n}
      <span className="sr-only"> on their way</span>
    </span>
  )
}
