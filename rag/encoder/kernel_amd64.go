package encoder

func available() []kernel { return []kernel{plain{}} }
