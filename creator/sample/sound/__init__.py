"""The film's sound, made of sines and shaped noise: ambience, music, steps and bells."""
