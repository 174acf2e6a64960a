// What every field takes beside its value.

export interface FieldProps {
  label: string;
  /** Read aloud but not shown, where the place says it. */
  isLabelHidden?: boolean;
  hint?: string;
  /** A second look, without blocking. */
  warning?: string | undefined;
  /** Saving asks for it. */
  required?: boolean;
  /** Says so beside the label. */
  optional?: boolean;
}
