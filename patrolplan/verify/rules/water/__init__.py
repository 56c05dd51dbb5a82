"""Rules about the water itself: zones and sectors drawn again from the scenario and the coastline."""
