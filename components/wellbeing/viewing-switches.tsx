'use client'

import { Droplet, type LucideIcon, Palette, VolumeX } from 'lucide-react'
import { KeyHint } from '@/components/keys/key-hint'
import { useShortcut } from '@/components/keys/key-map'
import { cn } from '@/components/ui/cn'
import { type Viewing, viewingKinds, viewingWords } from './switches'
import { useViewing } from './viewing'

const icons: Record<keyof Viewing, LucideIcon> = { blur: Droplet, grey: Palette, mute: VolumeX }

interface ViewingSwitchesProps {
  /** Which of them mean something here; lists make no sound. */
  kinds?: readonly (keyof Viewing)[]
  className?: string
}

/** Blur, grey and mute as buttons that stay pressed, for this page. Their keys work without them. */
export function ViewingSwitches({ kinds = viewingKinds, className }: ViewingSwitchesProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset of three buttons would be read as a form
    <div role="group" aria-label="How media is shown" className={cn('flex flex-wrap items-center gap-1', className)}>
      {kinds.map((kind) => (
        <SwitchButton key={kind} kind={kind} />
      ))}
    </div>
  )
}

function SwitchButton({ kind }: { kind: keyof Viewing }) {
  const viewing = useViewing()
  const shortcut = useShortcut(kind)
  const Icon = icons[kind]
  return (
    <button
      type="button"
      aria-pressed={viewing[kind]}
      aria-keyshortcuts={shortcut}
      title={`${viewingWords[kind].does} For this page; your usual choice is in Preferences.`}
      onClick={() => viewing.toggle(kind)}
      className="inline-flex h-8 items-center gap-1.5 rounded-md border border-transparent px-2 text-[0.8125rem] text-muted-foreground transition-colors hover:bg-accent hover:text-foreground aria-pressed:border-input aria-pressed:bg-secondary aria-pressed:font-medium aria-pressed:text-foreground"
    >
      <Icon aria-hidden className="size-4" />
      {viewingWords[kind].name}
      <KeyHint action={kind} />
    </button>
  )
}
