// The services, rooms and practitioners that can be chosen, as fields offer them.
import { call } from '../call';
import type { PractitionerView, StoredService } from '../generated/commands';
import type { Option } from '../forms';
import { live } from '../live.svelte';
import { sayService } from './words';

export interface Known {
  readonly services: readonly Option[];
  readonly rooms: readonly Option[];
  /** Those with whom something can be booked. */
  readonly practitioners: readonly Option[];
  service(id: string | null): StoredService | undefined;
  practitioner(id: string | null): PractitionerView | undefined;
  /** Everything has been answered once. */
  readonly isReady: boolean;
}

/** Asks for what can be chosen. Call it while the component starts. */
export function knownChoices(): Known {
  const services = live(() => call('services'), ['service']);
  const rooms = live(() => call('rooms'), ['room']);
  const them = live(() => call('practitioner_profiles'), ['practitioner_profile', 'account']);
  const serviceOptions = $derived(
    (services.data ?? [])
      .filter(({ service }) => service.is_active)
      .map(({ service }) => ({ value: service.id, word: service.name, detail: sayService(service) })),
  );
  const roomOptions = $derived(
    (rooms.data ?? []).filter(({ room }) => room.is_active).map(({ room }) => ({ value: room.id, word: room.name })),
  );
  const practitionerOptions = $derived(
    (them.data ?? [])
      .filter(({ is_disabled, profile }) => !is_disabled && profile.is_bookable)
      .map(({ name, profile }) => ({ value: profile.account_id, word: name, detail: profile.specialization ?? undefined })),
  );
  return {
    get services() {
      return serviceOptions;
    },
    get rooms() {
      return roomOptions;
    },
    get practitioners() {
      return practitionerOptions;
    },
    service: (id) => services.data?.find(({ service }) => service.id === id)?.service,
    practitioner: (id) => them.data?.find(({ profile }) => profile.account_id === id),
    get isReady() {
      return services.data !== undefined && rooms.data !== undefined && them.data !== undefined;
    },
  };
}
