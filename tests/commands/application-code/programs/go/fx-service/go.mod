module fxs
