// What people should look at, in English.
import type { ReviewReason } from '../../generated/commands';
import { plural } from './plural';

export const review = {
  title: 'To review',
  count: (count: number) => plural(count, { one: '# matter', other: '# matters' }),
  reason: 'What happened',
  about: 'About',
  detail: 'Details',
  next: 'What to do',
  reasons: {
    rivals: 'Two values for the same field',
    voided_unseen: 'Marked as an error while somebody changed it',
    unreadable: 'Cannot be shown by this version',
    same_number: 'Two patients with the same number',
    same_username: 'Two accounts with the same user name',
    double_booked: 'Two appointments for the same time',
    invoiced_twice: 'The same charge on two invoices',
    over_paid: 'More paid than the invoice comes to',
    over_used: 'More used of a payment than was paid',
    over_dispensed: 'More was handed out than was prescribed',
  } satisfies Record<ReviewReason, string>,
  todo: {
    rivals: 'Choose which is right',
    voided_unseen: 'See whether it is an error',
    unreadable: 'Update HealthSync on this computer',
    same_number: 'See whether both are the same person',
    same_username: 'Change one of the user names',
    double_booked: 'Give one of them another time',
    invoiced_twice: 'Cancel one of the invoices',
    over_paid: 'Undo a payment, or give it back',
    over_used: 'Take it off one of the invoices',
    over_dispensed: 'Check what was handed out; mark what was not as entered in error',
  } satisfies Record<ReviewReason, string>,
  doubled: { patient: 'Same patient', practitioner: 'Same practitioner', room: 'Same room' } as Record<string, string>,
  comma: ', ',
  none: 'Nothing to review',
  noneText:
    'What two people wrote differently at the same time is listed here, and numbers, user names and times that were given twice.',
};
