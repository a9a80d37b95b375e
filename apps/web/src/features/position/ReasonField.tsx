import { ApiError } from '../../app/api.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { TextField } from '../../ui/TextField.tsx'

interface Props {
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly onValue: (value: string) => void
  /** Whether to say that it is missing, where it is. */
  readonly isAsked: boolean
  readonly maxLength?: number
}

/** Where a person says why, in words: it is asked for before anything is done. */
export function ReasonField({ isAsked, maxLength = 2000, ...field }: Props) {
  const errorText = useErrorText()
  const isMissing = isAsked && field.value.trim() === ''
  return (
    <TextField
      {...field}
      error={isMissing ? errorText(new ApiError('reason_required')) : null}
      maxLength={maxLength}
      required
      isLong
    />
  )
}
