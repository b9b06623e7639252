import { SearchX } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { Notice } from '@/components/shell/notice'
import { Button } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <Notice
      icon={SearchX}
      title="There is nothing at this address"
      actions={
        <Button asChild>
          <Link href="/">Go to Home</Link>
        </Button>
      }
    >
      The link may be mistyped, or what it led to belongs to another team. Case numbers are found in the queue.
    </Notice>
  )
}
