"""Recording quality: which free text asks to be read again, and why. Prompts to read, never marks for a worker."""

from msp_qi.learning.voice.quality import RecordingQuality, recording_quality

__all__ = ["RecordingQuality", "recording_quality"]
