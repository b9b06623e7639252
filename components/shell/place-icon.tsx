import {
  Activity,
  BookOpen,
  House,
  Inbox,
  KeyRound,
  type LucideIcon,
  ScanSearch,
  ScrollText,
  ShieldCheck,
  TimerReset,
  Upload,
  Users,
  Webhook,
} from 'lucide-react'
import type { Place } from './navigation'

const icons: Record<Place, LucideIcon> = {
  home: House,
  submit: Upload,
  queue: Inbox,
  audit: ScrollText,
  retention: ShieldCheck,
  members: Users,
  keys: KeyRound,
  detector: ScanSearch,
  callbacks: Webhook,
  'retention-rules': TimerReset,
  health: Activity,
  api: BookOpen,
}

/** The sign of a place in the navigation; the word stands beside it. */
export function PlaceIcon({ place, className }: { place: Place; className?: string }) {
  const Icon = icons[place]
  return <Icon aria-hidden className={className ?? 'size-4.5 shrink-0'} />
}
