"""The face of the house: how a page is drawn, answered and found. It knows no business and imports no other room
but the workdays and the lifecycle; the rooms above register with it what they hang on the frame."""
