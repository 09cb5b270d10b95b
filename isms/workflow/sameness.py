"""Whether a configuration, and all that its answers depend on, is what it was: told by hashes with the workspace's key,
as the plain hash of a short text would tell the text."""

import hmac
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from checks.policies import Policies
from checks.waivers import holds
from isms.core import codec
from isms.core.facts import spelled
from isms.core.model.device import Config, Device
from isms.core.model.fact import Seen
from isms.core.model.finding import Waiver

HASH = "sha256"
SURROGATES = "surrogatepass"


class Sameness:
    """Hashes under which answers are kept."""

    def __init__(
        self, key: bytes, run: Sequence[object], policies: Policies, waivers: Sequence[Waiver], today: date
    ) -> None:
        """`run` is what all devices have in common: the program, the rules, the facts that are gathered."""
        self._key = key
        self._run = list(run)
        self._policies = policies
        self._hashes: dict[int, str] = {}
        self._waivers: defaultdict[tuple[str | None, str | None], list[Waiver]] = defaultdict(list)
        for waiver in waivers:
            if holds(waiver, today):
                self._waivers[waiver.device, waiver.site].append(waiver)
        self._common = codec.to_canonical_json(["together", self._run, [*self._waivers.values()]])

    def mark(self, text: str, detected: str | None) -> str:
        """The hash of a text, and of the platform that this program takes it for."""
        what = codec.to_canonical_json(["text", self._run, detected])
        return self._hash(what + b"\n" + text.encode("utf-8", SURROGATES))

    def proof(self, config: Config, mark: str, *kept: bytes) -> str:
        """The hash of all that the answers depend on, and of what is kept of them."""
        device = config.device
        given = ["answers", mark, self._run, device, config.platform, config.file]
        waivers = [self._waivers.get((device.name, None)), self._waivers.get((None, device.site or ""))]
        about = codec.to_canonical_json([*given, self._policy(device), waivers])
        return self._hash(b"\n".join((about, *kept)))

    def contribution(self, seen: Seen, *, wanted: bool) -> bytes:
        """All that the rules about all devices know of one of them, but for its backup."""
        policy = self._policy(seen.device) if wanted else None
        about = [seen.device, seen.platform, seen.sha256, seen.file, policy]
        return codec.to_canonical_json(about) + b"\n" + spelled(seen.facts) + b"\n"

    def together(self, devices: bytes, device: str, kept: bytes) -> str:
        """The hash of all that the answers of the rules about all devices depend on for one of them, and of what is
        kept of these answers; `devices` is the hash of what all devices contribute."""
        named = device.encode("utf-8", SURROGATES)
        return self._hash(b"\n".join((self._common, devices.hex().encode(), named, kept)))

    def _policy(self, device: Device) -> str:
        """The hash of the values that hold for a device."""
        policy = self._policies.for_device(device)
        if id(policy) not in self._hashes:  # the policies keep it, so that no other one gets its identity
            self._hashes[id(policy)] = self._hash(codec.to_canonical_json(dict(policy.values)))
        return self._hashes[id(policy)]

    def _hash(self, raw: bytes) -> str:
        """A hash that nobody can compute without the key."""
        return hmac.digest(self._key, raw, HASH).hex()
