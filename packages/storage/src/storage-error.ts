/** Why the storage itself could not do its work; a rule of the domain that says no is a value, never one of these. */
export const storageErrorCodes = [
  /** Another process works on this database. */
  'in_use',
  /** The database was written by a newer version of the program than this one. */
  'schema_too_new',
  /** The database is not in this program's schema yet: a start of the server brings it there. */
  'schema_outdated',
  /** A migration failed; the cause is attached and the schema is as it was before. */
  'migration_failed',
  /** The database is there but can't be written now. */
  'not_writable',
  /** What was to be written may be stored or not. */
  'outcome_unknown',
  /** The storage was used past its transaction by code running inside it, which would wait for itself. */
  'inside_transaction',
  /** A stored row can't be what this program wrote. */
  'row_corrupt',
  /** The row to change is not there, or is already changed for good. */
  'row_not_changeable',
  /** Own pages were sealed with a key that is not there, or have none to be sealed with. */
  'key_missing',
  /** What is stored of own pages is not what was sealed: changed, or put in place of another. */
  'seal_broken',
] as const

export type StorageErrorCode = (typeof storageErrorCodes)[number]

/** Thrown by the storage; told apart by its code alone. */
export class StorageError extends Error {
  readonly code: StorageErrorCode

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StorageError'
    this.code = code
  }
}
