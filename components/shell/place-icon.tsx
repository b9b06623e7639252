import {
  Activity,
  Armchair,
  BookOpen,
  ChartColumn,
  Fingerprint,
  House,
  Inbox,
  Keyboard,
  KeyRound,
  Layers,
  type LucideIcon,
  Reply,
  Scale,
  ScanSearch,
  ScrollText,
  ShieldCheck,
  SlidersHorizontal,
  Split,
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
  insights: ChartColumn,
  members: Users,
  policies: Scale,
  queues: Layers,
  routing: Split,
  keys: KeyRound,
  detector: ScanSearch,
  callbacks: Reply,
  webhooks: Webhook,
  'known-media': Fingerprint,
  'retention-rules': TimerReset,
  health: Activity,
  desk: Armchair,
  preferences: SlidersHorizontal,
  keyboard: Keyboard,
  api: BookOpen,
}

/** The sign of a place in the navigation; the word stands beside it. */
export function PlaceIcon({ place, className }: { place: Place; className?: string }) {
  const Icon = icons[place]
  return <Icon aria-hidden className={className ?? 'size-4.5 shrink-0'} />
}
