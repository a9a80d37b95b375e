import { useT } from '../../i18n/i18n.ts'
import { TextField } from '../../ui/TextField.tsx'

interface Props {
  readonly value: string
  readonly onValue: (value: string) => void
  readonly error: string | null
}

/** The words of a passage of the version, as they stand in it. */
export function PassageField(props: Props) {
  const t = useT('version')
  return (
    <TextField
      {...props}
      isLong
      label={t('reserve.words')}
      hint={t('reserve.wordsHint')}
      maxLength={1000}
      required
    />
  )
}
